export type { ResolvedBody } from './departments';
export type { Author, DocumentInput, PutResult, ReportInput } from './input';
export { checkMigrations } from './migrations-state';
export type { Region } from './regions';
export { type Mark, type ServerState, sameMark, stateOf } from './replicas';
export type { Snapshot } from './snapshot';
export { openStore, type Store, type StoreOptions } from './store';
export { isWholeStore, readWhole, writeWhole } from './whole/file';
export { sumOfAll, type TableSum } from './whole/lines';
