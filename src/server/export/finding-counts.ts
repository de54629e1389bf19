/** Findings counted, and what became of each rule, as tables. */
import type { FlatColumn, FlatRow, FlatTable, FlatValue } from '../../publish/flat';
import { argumentsOf, type Parameters } from './arguments';
import type { Answer, Asking } from './asking';
import { BODY, BODY_COLUMNS, bodyValues, number, PAGE_INFO, REGION_COLUMNS, regionValues, text } from './columns';

interface Part {
  readonly selection: string;
  readonly columns: readonly FlatColumn[];
  readonly values: (group: Answer) => FlatValue[];
}

const RULE = 'id label severity basis reach';
const RULE_COLUMNS = [
  text('rule', '规则', 'Rule'),
  text('rule_name', '内容', 'What it says'),
  text('rule_severity', '程度', 'Severity'),
  text('rule_basis', '依据', 'Basis'),
  text('rule_reach', '看什么', 'Looks at'),
];
const ruleValues = (rule: Answer): FlatValue[] => [
  rule?.id ?? null,
  rule?.label ?? null,
  rule?.severity ?? null,
  rule?.basis ?? null,
  rule?.reach ?? null,
];

const PARTS: Readonly<Record<string, Part>> = {
  RULE: { selection: `rule { ${RULE} }`, columns: RULE_COLUMNS, values: ({ rule }) => ruleValues(rule) },
  SEVERITY: one('severity', text('severity', '程度', 'Severity')),
  REACH: one('reach', text('reach', '看什么', 'Looks at')),
  STATUS: one('status', text('status', '处理', 'Status')),
  YEAR: one('year', number('year', '年度', 'Year')),
  SCOPE: one('scope', text('scope', '口径', 'Scope')),
  REGION: {
    selection: 'region { code fullName }',
    columns: REGION_COLUMNS,
    values: ({ region }) => regionValues(region),
  },
  DEPARTMENT_KIND: {
    selection: 'departmentKind { code label }',
    columns: [text('kind', '类别代号', 'Kind code'), text('kind_name', '类别', 'Kind')],
    values: ({ departmentKind }) => [departmentKind?.code ?? null, departmentKind?.label ?? null],
  },
  DEPARTMENT: {
    selection: `department { ${BODY} }`,
    columns: BODY_COLUMNS.map((column) => ({ ...column, id: `body.${column.id}` })),
    values: ({ department }) => bodyValues(department),
  },
};

function one(field: string, column: FlatColumn): Part {
  return { selection: field, columns: [column], values: (group) => [group[field] ?? null] };
}

/** Parameters: those of `findingCounts` with the fields of its filter. */
export function findingCountsExport(asking: Asking, parameters: Parameters): FlatTable {
  const variables = argumentsOf(asking.field('findingCounts'), parameters) as { groupBy: string[] };
  const parts = [...new Set(variables.groupBy)].map((dimension) => PARTS[dimension]!);
  const selection = `nodes { ${parts.map((part) => part.selection).join(' ')} findings open explained bodies } ${PAGE_INFO}`;
  async function* batches(): AsyncGenerator<FlatRow[]> {
    for await (const page of asking.pages('findingCounts', variables, selection, { sharing: true }))
      yield page.map((group: Answer) => [
        ...parts.flatMap((part) => part.values(group)),
        group.findings,
        group.open,
        group.explained,
        group.bodies,
      ]);
  }
  return {
    columns: [
      ...parts.flatMap((part) => part.columns),
      number('findings', '问题数', 'Findings'),
      number('open', '未处理', 'Open'),
      number('explained', '已说明', 'Explained'),
      number('bodies', '机关数', 'Bodies'),
    ],
    batches: batches(),
  };
}

/** Parameters: the fields of the filter of `ruleResults`. */
export function ruleResultsExport(asking: Asking, parameters: Parameters): FlatTable {
  const variables = argumentsOf(asking.field('ruleResults'), parameters);
  const selection = `rule { ${RULE} } reports passed failed notAssessable findings`;
  async function* batches(): AsyncGenerator<FlatRow[]> {
    const tallies: Answer[] = await asking.ask('ruleResults', variables, selection);
    yield tallies.map(({ rule, reports, passed, failed, notAssessable, findings }) => [
      ...ruleValues(rule),
      reports,
      passed,
      failed,
      notAssessable,
      findings,
    ]);
  }
  return {
    columns: [
      ...RULE_COLUMNS,
      number('reports', '报告数', 'Reports'),
      number('passed', '通过', 'Passed'),
      number('failed', '未通过', 'Failed'),
      number('not_assessable', '无法校验', 'Not assessable'),
      number('findings', '问题数', 'Findings'),
    ],
    batches: batches(),
  };
}
