import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Field, ID, Info, Int, ObjectType } from 'type-graphql';
import type { Severity } from '../../check/rules';
import type { Filing } from '../../form/deadline';
import type { DraftNotice, DraftSection, Scope, SectionKey } from '../../form/draft';
import { EDITION_IDS, type EditionId, TABLE_TITLES, TABLES, type TableNumber } from '../../form/editions';
import { type Basis, kindOf } from '../../plan/basis';
import { cellsFor } from '../../plan/columns';
import { type Holding, holdingOfFigures } from '../../plan/holding';
import { measured } from '../../plan/measured';
import type { StoredDocument, Report as StoredReport, ReportVersion as StoredVersion } from '../../store/reports';
import type { GraphContext } from '../context';
import {
  ChangeReasonEnum,
  FilingStatusEnum,
  FindingStatusEnum,
  MetricKey,
  ScopeEnum,
  SectionKeyEnum,
  SeverityEnum,
} from '../enums';
import { writeId } from '../ids';
import { listFindings } from '../lists';
import type { DepartmentRecord, ReportRecord } from '../loaders/records';
import { metricsOf } from '../measures';
import { DateScalar, DateTime, Year } from '../scalars';
import { selectionOf } from '../selection';
import { type Connection, connectionType, PageArgs } from './connection';
import { Department } from './department';
import { cellsAsked, Figures } from './figures';
import { Finding, FindingConnection, RuleType, rulesOf, ruleType } from './finding';
import { FormTable, formTableOf } from './form-layout';
import { Measure } from './measure';
import { Node, type Ref } from './node';

@ObjectType({
  description: '报告中一张表所用的版式。 The edition of the form that a table of a report is on.',
  simpleResolvers: true,
})
export class TableForm {
  @Field(() => Int, { description: '表号：2、3 或 4。 Table: 2, 3 or 4.' })
  table!: number;

  @Field(() => String, { description: '表名。 Its title.' })
  title!: string;

  @Field(() => String, {
    nullable: true,
    description:
      '版式：2019 或 2021；文档中没有这张表时为空。 Edition, 2019 or 2021; null where the document lacks the table.',
  })
  edition?: EditionId;

  @Field(() => FormTable, {
    nullable: true,
    description:
      '这张表在所用表式上的版面；没有这张表时为空。 Its layout on that edition; null where there is no such table.',
  })
  layout(): FormTable | undefined {
    return this.edition && formTableOf(this.table as TableNumber, this.edition);
  }
}

@ObjectType({
  description: '识读文档时应注意之处。 Something about the reading that a person should know.',
  simpleResolvers: true,
})
class Notice {
  @Field(() => String, { description: '代号。 Code.' })
  code!: string;

  @Field(() => String, { description: '中文说明。 In Chinese.' })
  zh!: string;

  @Field(() => String, { description: '英文说明。 In English.' })
  en!: string;
}

@ObjectType({ description: '报告所出的文档。 The document that a report was read from.', simpleResolvers: true })
class Source {
  @Field(() => String, { description: '文件名。 Name of the file.' })
  fileName!: string;

  @Field(() => String, { description: '媒体类型。 Media type.' })
  mediaType!: string;

  @Field(() => String, { description: '内容的 SHA-256。 SHA-256 of its content.' })
  sha256!: string;

  @Field(() => DateTime, { description: '入库时间。 When it was recorded.' })
  recordedAt!: number;

  @Field(() => [Notice], { description: '识读时应注意之处。 What a person should know of the reading.' })
  notices!: readonly DraftNotice[];
}

@ObjectType({ description: '文字部分的一节。 A section of the narrative.', simpleResolvers: true })
class Section {
  @Field(() => SectionKeyEnum, { description: '哪一部分。 Which of the six.' })
  key!: SectionKey;

  @Field(() => String, { description: '标题，如所印。 Heading as printed.' })
  heading!: string;

  @Field(() => String, { description: '正文，不含表格。 Text without the tables.' })
  text!: string;
}

@ObjectType({ description: '报告的文字部分。 The narrative of a report.', simpleResolvers: true })
export class Narrative {
  @Field(() => [Section], { description: '各节，依文档次序。 Its sections, as they stand.' })
  sections!: readonly DraftSection[];
}

@ObjectType({
  implements: Node,
  description:
    '一个机关一年的政府信息公开工作年度报告。 One body’s annual report on government information disclosure.',
})
export class Report implements Node {
  @Field(() => ID, { description: '全局标识。 Global id.' })
  readonly id: string;

  @Field(() => Year, { description: '年度。 The year.' })
  readonly year: number;

  @Field(() => ScopeEnum, { description: '统计范围：本机关或汇总。 What it covers.' })
  readonly scope: Scope;

  @Field(() => Boolean, {
    description: '是否已撤回；撤回后不计入任何合计。 Whether it was withdrawn: it is in no total then.',
  })
  readonly withdrawn: boolean;

  @Field(() => Int, { description: '版本号，从 1 起。 Version, from 1.' })
  readonly version: number;

  @Field(() => DateTime, { description: '此状态的入库时间。 When this state was recorded.' })
  readonly recordedAt: number;

  @Field(() => DateScalar, { nullable: true, description: '发布日期。 When it was published.' })
  readonly publishedOn: string | undefined;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      '期限：法定，或区划另定；未作规定的机关没有。 Its deadline, of the law or as its region sets it; none where neither does.',
  })
  deadline(@Ctx() context: GraphContext): string | undefined {
    const { region, kind, year } = this.record;
    return context.store.regions.deadlines.dateOf(region, kindOf(kind), year);
  }

  @Field(() => FilingStatusEnum, { description: '发布是否及时。 Whether it was published by its deadline.' })
  readonly filing: Filing;

  @Field(() => [TableForm], { description: '各表的版式。 The edition of each table.' })
  readonly forms: readonly TableForm[];

  constructor(
    readonly record: ReportRecord,
    private readonly body: DepartmentRecord,
    private readonly past?: Holding,
  ) {
    this.id = writeId('Report', record.id);
    this.year = record.year;
    this.scope = record.scope;
    this.withdrawn = record.withdrawn;
    this.version = record.version;
    this.recordedAt = record.recordedAt;
    this.publishedOn = record.publishedOn;
    this.filing = record.filing;
    this.forms = TABLES.map((table) =>
      Object.assign(new TableForm(), { table, title: TABLE_TITLES[table].zh, edition: record.forms[table] }),
    );
  }

  @Field(() => Department, { description: '发布机关。 The body that filed it.' })
  department(): Ref<Department> {
    return new Department(this.body);
  }

  @Field(() => String, { nullable: true, description: '标题，如所印。 Title as printed.' })
  async title(@Ctx() context: GraphContext): Promise<string | undefined> {
    return (await this.document(context))?.title;
  }

  @Field(() => Source, {
    nullable: true,
    description: '所出文档；由结构化文件导入的没有。 Its document; none where it came from a structured file.',
  })
  source(@Ctx() context: GraphContext): Promise<StoredDocument | undefined> {
    return this.document(context);
  }

  @Field(() => Figures, { description: '三张表，如所印。 The three tables as printed.' })
  async figures(@Ctx() context: GraphContext, @Info() info: GraphQLResolveInfo): Promise<Figures> {
    const selection = selectionOf(info);
    const holding = this.past ?? (await context.figures.report(this.record.id, cellsAsked(selection)));
    return new Figures(holding, selection);
  }

  @Field(() => Narrative, { description: '文字部分。 The narrative.' })
  async narrative(@Ctx() context: GraphContext): Promise<Narrative> {
    const { document } = this.record;
    return { sections: document === undefined ? [] : await context.records.sections.load(document) };
  }

  @Field(() => [Measure], {
    description: '若干指标的数值，次序同 metrics。 Metrics of the report, in the order asked for.',
  })
  async measures(
    @Ctx() context: GraphContext,
    @Arg('metrics', () => [MetricKey], { description: '指标，可多个。 The metrics.' }) metrics: string[],
  ): Promise<Measure[]> {
    const wanted = metricsOf(metrics);
    const { record: report, body, past } = this;
    const holding = past ?? (await context.figures.report(report.id, cellsFor(wanted)));
    const basis: Basis = report.scope === 'OWN' ? 'COMPUTED' : 'FILED';
    const subject = { type: 'report', report, body, past } as const;
    return wanted.map((metric) => new Measure(subject, report.year, basis, measured(holding, metric), holding.report));
  }

  @Field(() => FindingConnection, { description: '未通过的校验。 Its failed checks.' })
  findings(
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('severity', () => SeverityEnum, { nullable: true, description: '轻重。 Severity.' })
    severity?: Severity | null,
    @Arg('status', () => FindingStatusEnum, { nullable: true, description: '处理状态。 Status.' })
    status?: 'OPEN' | 'EXPLAINED' | null,
  ): Promise<Connection<Finding>> {
    const ask = { report: this.record.id, rules: rulesOf(severity), status: status ?? undefined };
    return listFindings(context, ask, page);
  }

  @Field(() => [RuleType], {
    description:
      '因缺格等而无法校验的规则：与“校验通过”不同。 Rules that could not be assessed: not the same as no findings.',
  })
  unassessed(): RuleType[] {
    return this.record.unassessed.map(ruleType).filter((rule): rule is RuleType => rule !== undefined);
  }

  @Field(() => [ReportVersion], { description: '历来的各个状态，最早的在前。 Every state, the earliest first.' })
  async versions(@Ctx() context: GraphContext): Promise<ReportVersion[]> {
    const states = await context.store.reports.versions(this.record.id);
    return states.map((state) => ({ ...state, report: this.inState(state) }));
  }

  private inState(state: StoredVersion): Report {
    return new Report(recordOf(state.report), this.body, holdingOfFigures(state.report.figures));
  }

  private async document(context: GraphContext): Promise<StoredDocument | undefined> {
    return this.record.document === undefined ? undefined : context.records.documents.load(this.record.document);
  }
}

@ObjectType({ description: '报告的一个状态。 A state of a report.', simpleResolvers: true })
export class ReportVersion {
  @Field(() => Int, { description: '版本号，从 1 起。 Version, from 1.' })
  version!: number;

  @Field(() => DateTime, { description: '自何时起。 Since when.' })
  recordedAt!: number;

  @Field(() => DateTime, {
    nullable: true,
    description: '何时被取代；当前状态为空。 When it was superseded; null for the current state.',
  })
  supersededAt?: number;

  @Field(() => ChangeReasonEnum, { nullable: true, description: '因何被取代。 What superseded it.' })
  reason?: string;

  @Field(() => String, { nullable: true, description: '由谁。 Who did.' })
  actor?: string;

  @Field(() => String, { nullable: true, description: '理由。 Why, in words.' })
  note?: string;

  @Field(() => Report, { description: '该状态下的报告。 The report as it was then.' })
  report!: Report;
}

export const ReportConnection = connectionType('Report', () => Report, '报告', 'reports');
export type ReportConnection = Connection<Report>;

function recordOf(report: StoredReport): ReportRecord {
  const edition = (id: EditionId | null): string | undefined => EDITION_IDS.find((each) => each === id);
  const { forms } = report.figures;
  return {
    ...report,
    department: report.departmentId,
    region: report.regionId,
    kind: report.kindId,
    publishedOn: report.publishedOn,
    document: report.documentId,
    forms: { 2: edition(forms[2]), 3: edition(forms[3]), 4: edition(forms[4]) },
  };
}

/** The report with this number, or undefined. */
export async function reportWith(context: GraphContext, id: number): Promise<Report | undefined> {
  const record = await context.records.reports.load(id);
  if (!record) return undefined;
  return new Report(record, (await context.records.departments.load(record.department))!);
}

/** The report as of an instant; undefined where it was not there yet. */
export async function reportAsOf(context: GraphContext, id: number, instant: number): Promise<Report | undefined> {
  const state = await context.store.reports.asOf(id, instant);
  if (!state) return undefined;
  const body = (await context.records.departments.load(state.departmentId))!;
  return new Report(recordOf(state), body, holdingOfFigures(state.figures));
}
