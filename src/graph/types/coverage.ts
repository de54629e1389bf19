import { Args, Ctx, Field, Float, ObjectType } from 'type-graphql';
import { findKind, KINDS } from '../../form/kinds';
import { ALL_KINDS, type Basis, kindNumber, kindOf } from '../../plan/basis';
import { type MissingAsk, planMissing, planMissingCount } from '../../plan/coverage';
import { identityOf, pageOfList } from '../../plan/cursor';
import { count } from '../../plan/holding';
import { coverageRatio, type Footing } from '../../plan/measured';
import type { GraphContext } from '../context';
import { ExpectationEnum } from '../enums';
import { Count } from '../scalars';
import { regionOf, type Subject } from '../subject';
import { type Connection, connectionOf, PageArgs, readPage } from './connection';
import { Department, DepartmentConnection } from './department';
import { DepartmentKind, kindType } from './kind';

@ObjectType({ description: '覆盖情况：合计数的依据。 Coverage: what a total rests on.', simpleResolvers: true })
export class Coverage {
  @Field(() => Count, { description: '应报告的机关数。 Bodies expected to report.' })
  readonly expected: number;

  @Field(() => Count, { description: '已有的报告数。 Reports there are.' })
  readonly reporting: number;

  @Field(() => Float, {
    nullable: true,
    description:
      '覆盖率：已报 ÷ 应报，至多为 1；无应报机关时为空。 Reporting over expected, at most 1; null where none is expected.',
  })
  readonly ratio: number | undefined;

  @Field(() => Count, { description: '所涉单元格中空白的格数。 Blank cells among those that the figure is made of.' })
  readonly blank: number;

  @Field(() => Count, { description: '所涉单元格中标为不适用的格数。 Cells with a not-applicable mark.' })
  readonly notApplicable: number;

  @Field(() => Count, { description: '所涉单元格中无法识读的格数。 Cells that could not be read.' })
  readonly unreadable: number;

  constructor(
    private readonly subject: Subject,
    private readonly year: number | undefined,
    private readonly basis: Basis,
    footing: Footing,
    /** Whether it is of an earlier day: who was missing then is not known by name. */
    private readonly past = false,
  ) {
    this.expected = footing.expected;
    this.reporting = footing.reporting;
    this.ratio = coverageRatio(footing);
    this.blank = footing.blank;
    this.notApplicable = footing.notApplicable;
    this.unreadable = footing.unreadable;
  }

  @Field(() => ExpectationEnum, { description: '应报机关数从何得知。 How the number of expected bodies is known.' })
  async expectation(@Ctx() context: GraphContext): Promise<'REGISTER' | 'DERIVED'> {
    if ('body' in this.subject) return this.subject.body.registered ? 'REGISTER' : 'DERIVED';
    const kind = this.subject.kind;
    const known = (await this.known(context)).filter((each) => kind === ALL_KINDS || each.kind === kind);
    const [expected, registered] = [known.map((each) => each.expected), known.map((each) => each.registered)].map(
      (counts) => counts.reduce((sum, each) => sum + each, 0),
    );
    return expected! > 0 && registered === expected ? 'REGISTER' : 'DERIVED';
  }

  @Field(() => DepartmentConnection, {
    nullable: true,
    description:
      '应报而未报的机关；跨年合计没有单一名单，过去某日的名单未留存，均为空。 Bodies that were expected and did not report; null where years are added, and as of an earlier day, of which only the number is known.',
  })
  async missing(
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
  ): Promise<Connection<Department> | undefined> {
    const { subject, year } = this;
    if (year === undefined || this.past) return undefined;
    if ('body' in subject) {
      const bodies = this.reporting < this.expected ? [subject.body] : [];
      const shown = pageOfList(
        bodies,
        page,
        identityOf(['missing', subject.body.id, year]),
        ({ id }) => [id],
        () => false,
      );
      return connectionOf(
        shown,
        (body) => new Department(body),
        () => bodies.length,
      );
    }
    const ask = this.missingAsk(subject, year);
    if (!ask) return undefined;
    const { reading, records } = context;
    const read = await readPage<number>(
      page,
      identityOf(['missing', ask]),
      (id) => [id],
      async (after, limit) => {
        const rows = await reading.scan(planMissing(reading.dialect, ask, after, limit));
        return rows.map((row) => count(row.id));
      },
    );
    const bodies = await Promise.all(read.items.map((id) => records.departments.load(id)));
    return connectionOf(
      { ...read, items: bodies.map((body) => new Department(body!)) },
      (body) => body,
      async () => count((await reading.scan(planMissingCount(reading.dialect, ask)))[0]!.total),
    );
  }

  @Field(() => [DepartmentKind], {
    description:
      '辖区内未见任何机关的标准类别：未导入名录时，由此看出缺了谁；上报口径下为未见的本级政府。 Standard kinds of body of which none at all is known in the region: what is missing where no register was imported; by FILED the government, where it is not known.',
  })
  async absentKinds(@Ctx() context: GraphContext): Promise<DepartmentKind[]> {
    if ('body' in this.subject) return [];
    if (this.basis === 'FILED') return this.unknownGovernment(context);
    const known = new Set((await this.known(context)).map((each) => each.kind));
    const { kind } = this.subject;
    const wanted = kind === ALL_KINDS ? KINDS.filter((each) => each.standard) : [kindOf(kind)];
    return wanted.filter((each) => !known.has(kindNumber(each))).map(kindType);
  }

  /** A region without a consolidated report lacks its government's; where no such body is known, the kind says so. */
  private async unknownGovernment(context: GraphContext): Promise<DepartmentKind[]> {
    if (this.reporting > 0) return [];
    const { id, level } = regionOf(context, this.subject);
    const known = await context.records.known.load({ id, low: id, high: id, year: this.year ?? 0 });
    const government = findKind(level === 'TOWNSHIP' ? 'township' : 'government')!;
    return known.some(({ kind }) => kind === kindNumber(government)) ? [] : [kindType(government)];
  }

  private missingAsk(subject: Extract<Subject, { kind: number }>, year: number): MissingAsk | undefined {
    if (subject.type === 'group') return subject.missing;
    const range = { low: subject.region.id, high: subject.region.rangeEnd };
    return { basis: this.basis, range, kind: subject.kind, year };
  }

  private known(context: GraphContext) {
    const region = regionOf(context, this.subject);
    return context.records.known.load({ id: region.id, low: region.id, high: region.rangeEnd, year: this.year ?? 0 });
  }
}
