import { Ctx, Field, ID, InputType, ObjectType } from 'type-graphql';
import { findCell } from '../../form/cells';
import { fromFen, unitOfAmount } from '../../form/value';
import type { AuditAsk } from '../../plan/audit';
import { count, type Row } from '../../plan/holding';
import type { AuditAction } from '../../store/input';
import type { GraphContext } from '../context';
import { AuditActionEnum, AuditRoleEnum } from '../enums-of-oversight';
import { numberOf } from '../ids';
import { endOfDay, startOfDay } from '../past';
import { DateScalar, DateTime, RegionCode } from '../scalars';
import { type Connection, connectionType } from './connection';
import { Department, departmentWith } from './department';
import { Region } from './region';
import { Report, reportWith } from './report';

/** What an entry holds beside its columns. */
interface Details {
  readonly cell?: string;
  readonly rule?: string;
  /** Of a deadline: whom it is for, and its first year. */
  readonly for?: string;
  readonly from?: number;
  readonly before?: unknown;
  readonly after?: unknown;
}

@ObjectType({
  description:
    '审计记录：谁以何种身份、因何理由改了什么。 An entry of the audit trail: who changed what, in which role and why.',
})
export class AuditEntry {
  @Field(() => ID, { description: '编号，越大越新。 Its number; later ones are larger.' })
  readonly id: string;

  @Field(() => DateTime, { description: '何时。 When.' })
  readonly at: number;

  @Field(() => String, { description: '何人。 Who.' })
  readonly actor: string;

  @Field(() => String, { description: '以何种身份。 In which role.' })
  readonly role: string;

  @Field(() => AuditActionEnum, { description: '做了什么。 What was done.' })
  readonly action: AuditAction;

  @Field(() => String, { description: '理由。 Why.' })
  readonly reason: string;

  @Field(() => String, { nullable: true, description: '更正的格。 The cell that was corrected.' })
  readonly cell: string | undefined;

  @Field(() => String, { nullable: true, description: '所说明问题的规则。 Rule of the finding that was explained.' })
  readonly rule: string | undefined;

  private readonly details: Details;

  constructor(private readonly row: Row) {
    this.id = String(count(row.id));
    this.at = count(row.at);
    this.actor = String(row.actor);
    this.role = String(row.role);
    this.action = row.action as AuditAction;
    this.reason = String(row.reason);
    this.details = row.details ? (JSON.parse(String(row.details)) as Details) : {};
    this.cell = this.details.cell;
    this.rule = this.details.rule;
  }

  @Field(() => String, {
    nullable: true,
    description:
      '原来的：数值或状态、统计范围、区划代码、说明、期限。 What was there before: a figure or its status, a scope, a region code, a note, a deadline.',
  })
  before(@Ctx() context: GraphContext): string | undefined {
    return this.told(context, this.details.before);
  }

  @Field(() => String, { nullable: true, description: '后来的，同上。 What is there since, in the same terms.' })
  after(@Ctx() context: GraphContext): string | undefined {
    return this.told(context, this.details.after);
  }

  @Field(() => Report, { nullable: true, description: '所涉报告，现状。 The report that it is about, as it is now.' })
  async report(@Ctx() context: GraphContext): Promise<Report | undefined> {
    return this.row.report_id === null ? undefined : reportWith(context, count(this.row.report_id));
  }

  @Field(() => Department, { nullable: true, description: '所涉机关。 The body that it is about.' })
  async department(@Ctx() context: GraphContext): Promise<Department | undefined> {
    return this.row.department_id === null ? undefined : departmentWith(context, count(this.row.department_id));
  }

  @Field(() => Region, { nullable: true, description: '所涉区划。 The region that it is about.' })
  region(@Ctx() context: GraphContext): Region | undefined {
    const region = this.row.region_id === null ? undefined : context.store.regions.get(count(this.row.region_id));
    return region && new Region(region);
  }

  private told(context: GraphContext, value: unknown): string | undefined {
    if (value === undefined || value === null) return undefined;
    switch (this.action) {
      case 'CORRECT_FIGURE':
        return figure(this.cell, value as { value: number | null; state: string });
      case 'SET_SCOPE':
        return value === 0 ? 'OWN' : 'CONSOLIDATED';
      case 'WITHDRAW_REPORT':
      case 'RESTORE_REPORT':
        return value === 1 ? 'WITHDRAWN' : 'CURRENT';
      case 'MOVE_DEPARTMENT':
        return context.store.regions.get(Number(value))?.code;
      case 'EXPLAIN_FINDING':
        return String(value);
      case 'SET_DEADLINE':
        return `${this.details.for} ${this.details.from}: ${String(value)}`;
    }
  }
}

/** A figure as the form prints it, or why there is none; a total that was left blank and derived says so. */
function figure(cellId: string | undefined, { value, state }: { value: number | null; state: string }): string {
  if (value === null) return state;
  const cell = cellId === undefined ? undefined : findCell(cellId);
  const printed = cell?.kind === 'AMOUNT' ? fromFen(BigInt(value), unitOfAmount(cell.row)) : String(value);
  return state === 'REPORTED' ? printed : `${printed} (${state})`;
}

export const AuditConnection = connectionType('AuditEntry', () => AuditEntry, '审计记录', 'entries of the audit trail');
export type AuditConnection = Connection<AuditEntry>;

@InputType({ description: '筛选审计记录。 Which entries of the audit trail.' })
export class AuditFilter {
  @Field(() => RegionCode, { nullable: true, description: '辖区（含下级）。 In the subtree of a region.' })
  within?: string | null;

  @Field(() => ID, { nullable: true, description: '机关。 Of this department.' })
  department?: string | null;

  @Field(() => ID, { nullable: true, description: '报告。 Of this report.' })
  report?: string | null;

  @Field(() => [AuditActionEnum], { nullable: true, description: '做了什么。 What was done.' })
  actions?: AuditAction[] | null;

  @Field(() => [AuditRoleEnum], { nullable: true, description: '身份。 In which roles.' })
  roles?: string[] | null;

  @Field(() => String, { nullable: true, description: '何人。 Who.' })
  actor?: string | null;

  @Field(() => DateScalar, { nullable: true, description: '自何日起，含当日。 From this day on.' })
  from?: string | null;

  @Field(() => DateScalar, { nullable: true, description: '至何日止，含当日。 Up to this day, included.' })
  to?: string | null;
}

/** What a filter asks for. @throws BAD_INPUT, UNKNOWN_REGION */
export function auditAsk(context: GraphContext, filter?: AuditFilter | null): AuditAsk {
  const within = filter?.within ? context.store.regions.required(filter.within) : undefined;
  return {
    within: within && { low: within.id, high: within.rangeEnd },
    department: filter?.department ? numberOf('Department', filter.department) : undefined,
    report: filter?.report ? numberOf('Report', filter.report) : undefined,
    actions: filter?.actions ?? undefined,
    roles: filter?.roles ?? undefined,
    actor: filter?.actor ?? undefined,
    from: filter?.from ? startOfDay(filter.from) : undefined,
    to: filter?.to ? endOfDay(filter.to) : undefined,
  };
}
