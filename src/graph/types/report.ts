import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Field, ID, Info, Int, ObjectType } from 'type-graphql';
import type { Severity } from '../../check/rules';
import type { Filing } from '../../form/deadline';
import type { Scope } from '../../form/draft';
import { EDITION_IDS, type EditionId } from '../../form/editions';
import type { ReportFigures } from '../../form/figures';
import { type Basis, kindOf } from '../../plan/basis';
import { cellsFor } from '../../plan/columns';
import { type Holding, holdingOfFigures } from '../../plan/holding';
import { measured } from '../../plan/measured';
import type { StoredDocument, Report as StoredReport, ReportVersion as StoredVersion } from '../../store/reports';
import type { GraphContext } from '../context';
import { ChangeReasonEnum, FilingStatusEnum, FindingStatusEnum, MetricKey, ScopeEnum, SeverityEnum } from '../enums';
import { writeId } from '../ids';
import { listFindings } from '../lists';
import type { DepartmentRecord, ReportRecord } from '../loaders/records';
import { metricsOf } from '../measures';
import { DateScalar, DateTime, Year } from '../scalars';
import { selectionOf } from '../selection';
import { type Connection, connectionType, PageArgs } from './connection';
import { Department } from './department';
import { cellsAsked, Figures } from './figures';
import { Finding, FindingConnection, rulesOf } from './finding';
import { Measure } from './measure';
import { Narrative } from './narrative';
import { Node, type Ref } from './node';
import { RuleType, ruleType } from './rule';
import { Source } from './source-document';
import { TableForm, tableForms } from './table-form';

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

  private readonly past: Holding | undefined;

  constructor(
    readonly record: ReportRecord,
    private readonly body: DepartmentRecord,
    /** Of an earlier state. */
    private readonly pastFigures?: ReportFigures,
  ) {
    this.past = pastFigures && holdingOfFigures(pastFigures, record.filing);
    this.id = writeId('Report', record.id);
    this.year = record.year;
    this.scope = record.scope;
    this.withdrawn = record.withdrawn;
    this.version = record.version;
    this.recordedAt = record.recordedAt;
    this.publishedOn = record.publishedOn;
    this.filing = record.filing;
    this.forms = tableForms(record.forms);
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
  async source(@Ctx() context: GraphContext): Promise<Source | undefined> {
    const document = await this.document(context);
    return document && new Source(document);
  }

  @Field(() => Figures, { description: '三张表，如所印。 The three tables as printed.' })
  async figures(@Ctx() context: GraphContext, @Info() info: GraphQLResolveInfo): Promise<Figures> {
    const selection = selectionOf(info);
    const holding = this.past ?? (await context.figures.report(this.record.id, cellsAsked(selection)));
    return new Figures(holding, selection);
  }

  @Field(() => Narrative, { description: '文字部分。 The narrative.' })
  async narrative(@Ctx() context: GraphContext): Promise<Narrative> {
    const { document, id, year, scope } = this.record;
    const sections = document === undefined ? [] : await context.records.sections.load(document);
    return new Narrative(sections, async () => {
      const figures = this.pastFigures ?? (await context.store.reports.byId(id))?.figures;
      return figures && { year, scope, figures };
    });
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

  @Field(() => FindingConnection, {
    description:
      '未通过的校验；总是现行状态的，以往状态的不另保存。 Its failed checks: always those of its current state; of earlier states none are kept.',
  })
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
    const named = context.role !== 'reader';
    return states.map((state) => ({
      ...state,
      actor: named ? state.actor : undefined,
      report: this.inState(state),
    }));
  }

  private inState(state: StoredVersion): Report {
    return new Report(recordOf(state.report), this.body, state.report.figures);
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

  @Field(() => String, {
    nullable: true,
    description: '由谁；只对持有令牌者显示。 Who did; told to those with a token only, as the audit trail is.',
  })
  actor?: string;

  @Field(() => String, { nullable: true, description: '理由。 Why, in words.' })
  note?: string;

  @Field(() => Report, { description: '该状态下的报告。 The report as it was then.' })
  report!: Report;
}

export const ReportConnection = connectionType('Report', () => Report, '报告', 'reports');
export type ReportConnection = Connection<Report>;

function recordOf(report: StoredReport): ReportRecord {
  const edition = (id: EditionId | null) => EDITION_IDS.find((each) => each === id);
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
  return new Report(recordOf(state), body, state.figures);
}
