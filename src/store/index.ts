export type { Department, DepartmentFilter, NewDepartment, RegisterRow, ResolvedBody } from './departments';
export type {
  AuditAction,
  Author,
  CellCorrection,
  ChangeReason,
  DocumentInput,
  PutResult,
  ReportInput,
} from './input';
export { type Row, rowToFigures } from './figures-row';
export type { Gap, Gaps } from './gaps';
export type { Sum } from './recount';
export type { NewRegion, Region, Regions } from './regions';
export {
  type AuditEntry,
  type Report,
  reportOf,
  type ReportQuery,
  type ReportVersion,
  type StoredDocument,
  type StoredFinding,
  type TotalsAsOf,
} from './reports';
export { openStore, type StatementListener, type Store, type StoreOptions } from './store';
export type { Difference } from './verify';
