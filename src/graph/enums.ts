/** The enums of the schema, from the lists that the rest of the product works with. Each value is described in both languages. */
import { registerEnumType } from 'type-graphql';
import { METRICS } from '../form/metrics';
import { VALUE_STATUSES, type ValueStatus } from '../form/value';
import { BASES, REGION_LEVELS } from '../plan/basis';
import { FINDING_DIMENSIONS } from '../plan/finding-counts';
import { COMPARISONS } from '../plan/groups';
import { DIRECTIONS } from '../plan/ranking';
import { DIMENSIONS } from '../plan/statistics';

type Values<T extends string> = { readonly [K in T]: K };

function listed<T extends string>(names: readonly T[]): Values<T> {
  return Object.fromEntries(names.map((name) => [name, name])) as Values<T>;
}

/** Registers an enum by its values, each with its description. */
export function register<T extends string>(
  name: string,
  description: string,
  descriptions: Readonly<Record<T, string>>,
): Values<T> {
  const values = listed(Object.keys(descriptions) as T[]);
  registerEnumType(values, {
    name,
    description,
    valuesConfig: Object.fromEntries(
      Object.entries<string>(descriptions).map(([key, text]) => [key, { description: text }]),
    ) as never,
  });
  return values;
}

export function checked<T extends string>(
  names: readonly T[],
  descriptions: Readonly<Record<T, string>>,
): Record<T, string> {
  return Object.fromEntries(names.map((name) => [name, descriptions[name]])) as Record<T, string>;
}

export const MetricKey = register(
  'MetricKey',
  '指标：表格每一格、表三各组之和，以及比率。 Every metric: one a cell of the form, the sums of the groups of table 3, and the ratios.',
  Object.fromEntries(METRICS.map((each) => [each.key, `${each.zh}（${each.unit}）。 ${each.en}.`])),
);

export const MetricKindEnum = register('MetricKind', '指标如何相加。 How a metric adds up.', {
  COUNT: '件数：跨机关、跨年度均可相加。 A count: adds over bodies and years.',
  STOCK: '时点数：跨机关可加，跨年度不可加。 A level at a point in time: adds over bodies, never over years.',
  AMOUNT: '金额：精确相加。 Money: added exactly.',
  RATIO: '比率：由合计数重新计算，从不取平均。 A ratio: recomputed from summed parts, never averaged.',
});

export const PolarityEnum = register('Polarity', '数值高低的含义。 Whether a high value is good.', {
  HIGHER_IS_BETTER: '越高越好。 Higher is better.',
  LOWER_IS_BETTER: '越低越好。 Lower is better.',
  NEUTRAL: '无所谓好坏。 Neither.',
});

export const RegionLevelEnum = register(
  'RegionLevel',
  '行政区划层级。 Level of an administrative division.',
  checked(REGION_LEVELS, {
    NATION: '全国。 The nation.',
    PROVINCE: '省级。 Province, autonomous region or municipality under the central government.',
    CITY: '地级。 City or prefecture.',
    COUNTY: '县级（区、县、县级市）。 District, county or county-level city.',
    TOWNSHIP: '乡级（乡镇、街道）。 Township or subdistrict.',
  }),
);

export const BasisEnum = register(
  'Basis',
  '合计的口径：三者并列，从不混加。 The route to a total: three side by side, never mixed.',
  checked(BASES, {
    COMPUTED: '汇算：辖区内各机关本级报告之和。 The sum of the own reports of every body in the subtree.',
    FILED: '上报：本级政府自己的汇总报告。 The consolidated report that the government itself filed.',
    BEST: '择优：有汇总报告用汇总报告，否则为本级各机关与下级择优数之和。 The consolidated report where there is one, otherwise own bodies and the children’s best.',
  }),
);

export const ScopeEnum = register('Scope', '报告的统计范围。 What a report covers.', {
  OWN: '仅本机关。 The body itself.',
  CONSOLIDATED:
    '汇总：已含所属部门和下级政府。 A government’s report that already contains its departments and lower governments.',
});

const STATUS_TEXTS: Readonly<Record<ValueStatus, string>> = {
  REPORTED: '报告中印有此数，0 也是数。 The number is printed in the report; a 0 is a number.',
  DERIVED: '由完整的组成部分计算得出。 Computed from parts that are all there.',
  PARTIAL: '部分机关或单元格缺失，为下限。 Some bodies or cells are missing: a lower bound.',
  BLANK: '单元格空白。 The cell is blank.',
  NOT_APPLICABLE: '印有“/”“无”等不适用标记。 A mark such as "/" or "无" is printed.',
  UNREADABLE: '有内容但无法识读为数字。 Something is printed that could not be read as a figure.',
  TABLE_MISSING: '文档中没有这张表（可能是图片）。 The document lacks the table; it may be an image.',
  NOT_REPORTED: '没有报告。 There is no report.',
  NOT_ON_THIS_FORM: '所用版式没有此格。 The edition of the form that was used has no such cell.',
  UNDEFINED_RATIO:
    '分母为零，或因所印数字自相矛盾而小于零，比率无意义。 The denominator is zero, or below it where the printed figures contradict each other.',
};

export const ValueStatusEnum = register(
  'ValueStatus',
  '数值的状态：空白、不适用、零、缺表各不相同。 What a value is worth; a blank, a mark, a zero and an absent table stay apart.',
  checked(VALUE_STATUSES, STATUS_TEXTS),
);

export const ExpectationEnum = register(
  'Expectation',
  '应报告机关数的来源。 How it is known how many bodies should report.',
  {
    REGISTER: '均来自导入的机关名录。 Every expected body comes from an imported register.',
    DERIVED:
      '至少部分由历年报告推算：未曾报告过的机关不在其中。 At least in part derived from who reported: a body that never did is not counted.',
  },
);

export const ChangeStatusEnum = register('ChangeStatus', '变化能否计算。 Whether a change can be told.', {
  NORMAL: '可比。 Comparable.',
  BASE_MISSING: '基期无值。 The base has no value.',
  BASE_ZERO: '基期为零，只有绝对变化。 The base is zero: only the absolute change is told.',
  CURRENT_MISSING: '本期无值。 The current figure has no value.',
  BREAK_IN_SERIES: '两个年度之间表式改变，不可比。 The form changed between the two years: not comparable.',
});

export const PeersEnum = register('Peers', '与谁比较。 With whom a subject is compared.', {
  SIBLINGS:
    '同一上级的区划；对机关为同一区划内的机关。 Regions of the same parent; for a body, the bodies of its region.',
  SAME_LEVEL:
    '全国同级区划；对机关为全国同级区划内的机关。 All regions of the level; for a body, all bodies in regions of its region’s level.',
  SAME_LEVEL_IN_PROVINCE:
    '全省同级区划；对机关为全省同级区划内的机关。 Regions of the level in the province; for a body, all bodies in them.',
  SAME_KIND_IN_REGION:
    '上级区划内同级、同类机关（如全市各区司法局）。 Bodies of the same kind and level under the parent of the body’s region.',
  SAME_KIND_IN_CITY: '全市同级、同类机关。 Bodies of the same kind and level in the city.',
  SAME_KIND_IN_PROVINCE: '全省同级、同类机关。 Bodies of the same kind and level in the province.',
  SAME_KIND_NATIONWIDE: '全国同级、同类机关。 Bodies of the same kind and level in the whole country.',
});

export const OutlierEnum = register('Outlier', '与同伴相比是否离群。 Whether a figure is out of line with its peers.', {
  HIGH: '明显偏高。 Far above its peers.',
  LOW: '明显偏低。 Far below its peers.',
  NONE: '不离群。 In line.',
  TOO_FEW_PEERS: '同伴不足 8 个，无从判断。 Fewer than 8 peers: they do not say what is usual.',
  TOO_FEW_CASES: '偏离虽大，但件数过少，或属偶然。 Far away, but on so few cases that it may be chance.',
  NO_LINE: '偏离者超过一成，无常态可言。 Far away, as more than a tenth are: there is no line.',
  LOWER_BOUND: '数值为下限，不能判断偏低。 Far below, but it is a lower bound.',
  NO_VALUE: '没有数值。 It has no value.',
});

export const DirectionEnum = register(
  'Direction',
  '排序方向。 Direction of an order by value.',
  checked(DIRECTIONS, {
    HIGHEST_FIRST: '从高到低。 Highest first.',
    LOWEST_FIRST: '从低到高。 Lowest first.',
  }),
);

export const DimensionEnum = register(
  'Dimension',
  '分组维度。 What statistics are grouped by.',
  checked(DIMENSIONS, {
    YEAR: '年度。 Year.',
    REGION: '区划（层级见 filter.level）。 Region, of the level of filter.level.',
    DEPARTMENT: '机关。 Department.',
    DEPARTMENT_KIND: '机关类别。 Kind of department.',
    APPLICANT: '申请人类别（表三的六列）。 Applicant: the six columns of table 3.',
  }),
);

export const ComparisonEnum = register(
  'ComparisonOperator',
  '比较运算。 A comparison.',
  checked(COMPARISONS, {
    GT: '大于。 Greater than.',
    GTE: '大于或等于。 Greater than or equal.',
    LT: '小于。 Less than.',
    LTE: '小于或等于。 Less than or equal.',
    EQ: '等于。 Equal.',
    NE: '不等于。 Not equal.',
  }),
);

export const ApplicantEnum = register('Applicant', '申请人类别。 Kind of applicant.', {
  NATURAL_PERSON: '自然人。 Natural person.',
  COMMERCIAL_ENTERPRISE: '商业企业。 Commercial enterprise.',
  RESEARCH_INSTITUTION: '科研机构。 Research institution.',
  PUBLIC_WELFARE_ORGANISATION: '社会公益组织。 Public welfare organisation.',
  LEGAL_SERVICE_ORGANISATION: '法律服务机构。 Legal service organisation.',
  OTHER_ORGANISATION: '其他组织。 Other organisation.',
});

export const FilingStatusEnum = register(
  'FilingStatus',
  '发布是否及时。 Whether a report was published by its deadline.',
  {
    ON_TIME: '按期发布。 On time.',
    LATE: '逾期发布。 Late.',
    UNKNOWN: '发布日期不详，或未规定期限。 The date of publication is not known, or no deadline is set.',
    MISSING:
      '未报告；报告本身没有此状态，见 Timeliness.entries。 There is no report: of a body, never of a report; see Timeliness.entries.',
  },
);

export const SeverityEnum = register('Severity', '校验结果的轻重。 How much a finding matters.', {
  ERROR: '报告自相矛盾，或与表式、法规不符。 The report contradicts itself, the form or the law.',
  WARNING: '很可能有误或不完整。 Most probably wrong, or incomplete.',
  INFO: '供参考。 Worth knowing.',
});

export const RuleBasisEnum = register('RuleBasis', '校验规则的依据。 Where a rule comes from.', {
  FORM: '表上所印。 Printed on the form.',
  LAW: '法律规定。 The law.',
  ARITHMETIC: '总计的含义。 What a 总计 means.',
  HEURISTIC: '经验判断。 Experience.',
});

export const ReachEnum = register('RuleReach', '校验规则看什么。 What a rule looks at.', {
  REPORT: '一份报告。 One report.',
  YEARS: '报告与上一年的报告。 A report and that of the year before.',
  REGION: '汇总报告与其所含的报告。 A consolidated report and those that it contains.',
  FILING: '应公布报告的机关；结果没有所属报告。 The bodies that are expected to report; its findings have no report.',
  PEERS: '同类机关；由 gongkai recheck 核对。 Bodies of the same kind and level; run by gongkai recheck.',
  TEXTS:
    '当年各机关和本机关上年的正文；由 gongkai recheck 核对。 Texts of all bodies of the year and of its own last year; run by gongkai recheck.',
});

export const FindingStatusEnum = register('FindingStatus', '校验结果的处理状态。 What became of a finding.', {
  OPEN: '未处理。 Open.',
  EXPLAINED: '已说明。 Explained by a person.',
});

export const FindingDimensionEnum = register(
  'FindingDimension',
  '校验结果按何分组。 What findings are counted by.',
  checked(FINDING_DIMENSIONS, {
    RULE: '规则。 Rule.',
    SEVERITY: '轻重。 Severity.',
    REACH: '规则看什么。 What the rule looks at.',
    STATUS: '处理状态。 Status.',
    YEAR: '年度。 Year.',
    SCOPE: '报告的统计范围。 Scope of the report.',
    REGION: '区划（层级见 level）。 Region, of the level of the argument level.',
    DEPARTMENT_KIND: '机关类别。 Kind of department.',
    DEPARTMENT: '机关。 Department.',
  }),
);

export const RuleOutcomeEnum = register('RuleOutcome', '规则的结果。 What became of a rule.', {
  PASS: '通过。 It holds wherever it could be assessed.',
  FAIL: '未通过。 It fails somewhere.',
  NOT_ASSESSABLE:
    '无法校验：所需的数值、日期、文字或其他报告不在，或尚未运行。 It could not be assessed: a figure, a date, a text or another report that it needs is not there, or it was not run yet.',
});

export const RankedSubjectsEnum = register('RankedSubjects', '对什么排名。 What is ranked.', {
  REGIONS: '行政区划。 Regions.',
  DEPARTMENTS: '行政机关。 Departments.',
});

export const ExclusionReasonEnum = register('ExclusionReason', '未参加排名的原因。 Why a subject is not ranked.', {
  NO_VALUE: '没有数值（见其状态）。 It has no value; its status says why.',
  COVERAGE: '覆盖率低于 minCoverage。 Its coverage is under minCoverage.',
});

export const SortEnum = register('SortDirection', '排列方向。 Direction of an order.', {
  ASC: '升序。 Ascending.',
  DESC: '降序。 Descending.',
});

export const DepartmentOrderFieldEnum = register(
  'DepartmentOrderField',
  '机关按何排列。 What departments are ordered by.',
  {
    ID: '登记先后。 As they were first known.',
    NAME: '名称。 Name.',
    REGION: '区划代码。 Code of the region.',
    KIND: '类别。 Kind.',
  },
);

export const ReportOrderFieldEnum = register('ReportOrderField', '报告按何排列。 What reports are ordered by.', {
  YEAR: '年度。 Year.',
  REGION: '区划代码。 Code of the region.',
  PUBLISHED_ON: '发布日期；日期不详者在最前（升序时）。 Date of publication; unknown dates come first when ascending.',
  RECORDED_AT: '入库时间。 When it was recorded.',
});

export const ReadByEnum = register('ReadBy', '数值如何识读。 How a figure was read.', {
  STRUCTURED: '结构化文件按标识给出。 Given by id in a structured file.',
  LABEL: '按行的标签。 From the row that its label names.',
  POSITION: '按在有标签的邻格之间的位置。 From its place among labelled neighbours.',
  SUMS: '多种读法中合计成立者。 Of several readings, the one whose sums hold.',
  CORRECTION: '人工更正。 Set by a person.',
});

export const SectionKeyEnum = register('SectionKey', '报告的六个部分。 The six sections of a report.', {
  OVERVIEW: '一、总体情况。 Overview.',
  PROACTIVE: '二、主动公开政府信息情况。 Information published proactively.',
  REQUESTS: '三、收到和处理政府信息公开申请情况。 Applications received and handled.',
  REMEDIES: '四、政府信息公开行政复议、行政诉讼情况。 Reconsideration and litigation.',
  PROBLEMS: '五、存在的主要问题及改进情况。 Problems and improvements.',
  OTHER: '六、其他需要报告的事项。 Other matters.',
});

export const ChangeReasonEnum = register(
  'ChangeReason',
  '报告的一个状态为何被取代。 Why a state of a report gave way to the next.',
  {
    IMPORT: '导入了新内容。 New content was imported.',
    CORRECTION: '更正了数值。 A figure was corrected.',
    SCOPE: '改了统计范围。 The scope was set.',
    WITHDRAWAL: '撤回。 It was withdrawn.',
    RESTORATION: '恢复。 It was brought back.',
    MOVE: '机关改隶其他区划。 Its body moved to another region.',
  },
);

export const CorrectedStateEnum = register(
  'CorrectedStatus',
  '更正为没有数值时的状态。 What a cell without a number is set to.',
  {
    BLANK: '空白。 Blank.',
    NOT_APPLICABLE: '不适用。 Not applicable.',
    UNREADABLE: '无法识读。 Unreadable.',
  },
);

export const ImportOutcomeEnum = register('ImportOutcome', '导入的结果。 What came of an import.', {
  IMPORTED: '新的报告。 A new report.',
  UPDATED: '已有报告的新版本。 A new version of a report.',
  UNCHANGED: '内容相同，未作改动。 The same content: nothing was changed.',
});
