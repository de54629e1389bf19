export { AuditEntity, DatasetEntity } from './audit';
export { DeadlineEntity } from './deadline';
export { DepartmentEntity } from './department';
export { DocumentEntity, ReadingEntity, SectionEntity } from './document';
export { FindingEntity } from './finding';
export { NarrativeCountEntity, SentenceMarkEntity } from './narrative';
export { RegionEntity } from './region';
export { ReportEntity, ReportVersionEntity } from './report';
export { ExpectationEntity, RollupEntity } from './rollup';
