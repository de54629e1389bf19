/** Connections of bodies, reports and findings. */
import { identityOf } from '../plan/cursor';
import { count, type Row } from '../plan/holding';
import {
  type DepartmentsAsk,
  type FindingsAsk,
  planDepartmentCount,
  planDepartments,
  planFindingCount,
  planFindings,
  planReportCount,
  planReportList,
  type ReportsAsk,
} from '../plan/lists';
import type { GraphContext } from './context';
import { findingOf } from './loaders/records';
import { type Connection, connectionOf, type PageArgs, readPage } from './types/connection';
import { Department, departmentWith } from './types/department';
import { Finding } from './types/finding';
import { Report, reportWith } from './types/report';

const keyOfRow = (row: Row) => [row.ordering as string | number, count(row.id)];

async function total(context: GraphContext, statement: ReturnType<typeof planReportCount>): Promise<number> {
  return count((await context.reading.scan(statement))[0]!.total);
}

export async function listDepartments(
  context: GraphContext,
  ask: DepartmentsAsk,
  page: PageArgs,
): Promise<Connection<Department>> {
  const { reading } = context;
  const read = await readPage<Row>(page, identityOf(['departments', ask]), keyOfRow, (after, limit) =>
    reading.scan(planDepartments(reading.dialect, ask, after, limit)),
  );
  const items = await Promise.all(read.items.map((row) => departmentWith(context, count(row.id))));
  return connectionOf(
    { ...read, items: items as Department[] },
    (item) => item,
    () => total(context, planDepartmentCount(reading.dialect, ask)),
  );
}

export async function listReports(context: GraphContext, ask: ReportsAsk, page: PageArgs): Promise<Connection<Report>> {
  const { reading } = context;
  const read = await readPage<Row>(page, identityOf(['reports', ask]), keyOfRow, (after, limit) =>
    reading.scan(planReportList(reading.dialect, ask, after, limit)),
  );
  const items = await Promise.all(read.items.map((row) => reportWith(context, count(row.id))));
  return connectionOf(
    { ...read, items: items as Report[] },
    (item) => item,
    () => total(context, planReportCount(reading.dialect, ask)),
  );
}

export async function listFindings(
  context: GraphContext,
  ask: FindingsAsk,
  page: PageArgs,
): Promise<Connection<Finding>> {
  const { reading } = context;
  const read = await readPage<Row>(
    page,
    identityOf(['findings', ask]),
    (row) => [count(row.id)],
    (after, limit) => reading.scan(planFindings(reading.dialect, ask, after, limit)),
  );
  return connectionOf(
    read,
    (row) => new Finding(findingOf(row)),
    () => total(context, planFindingCount(reading.dialect, ask)),
  );
}
