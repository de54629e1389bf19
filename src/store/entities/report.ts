import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { CellColumns } from './cells';

/** The current state of one body's report of one year and scope; beside these columns one for each cell of the form. */
@Entity('report')
@Index('report_of_body', ['departmentId', 'year', 'scope'], { unique: true })
@Index('report_of_region', ['regionId', 'year', 'scope'])
@Index('report_of_kind', ['kindId', 'year', 'regionId'])
@CellColumns()
export class ReportEntity {
  @PrimaryGeneratedColumn({ type: 'integer' })
  id!: number;

  @Column('integer', { name: 'department_id' })
  departmentId!: number;

  /** The department's, repeated. */
  @Column('integer', { name: 'region_id' })
  regionId!: number;

  /** The department's, repeated. */
  @Column('smallint', { name: 'kind_id' })
  kindId!: number;

  @Column('smallint')
  year!: number;

  /** 0 own, 1 consolidated. */
  @Column('smallint')
  scope!: number;

  @Column('smallint', { default: 0 })
  withdrawn!: number;

  @Column('smallint', { default: 1 })
  version!: number;

  /** 0 unknown, 1 on time, 2 late. */
  @Column('smallint', { default: 0 })
  filing!: number;

  /** Edition of the table, 2019 or 2021; 0: the document lacks the table. */
  @Column('smallint', { default: 0 })
  form2!: number;

  @Column('smallint', { default: 0 })
  form3!: number;

  @Column('smallint', { default: 0 })
  form4!: number;

  /** ISO date. */
  @Column('text', { name: 'published_on', nullable: true })
  publishedOn!: string | null;

  /** Packed by `packStates`. */
  @Column('text', { nullable: true })
  states!: string | null;

  /** Ids of the rules that could not be assessed, comma-separated. */
  @Column('text', { nullable: true })
  unassessed!: string | null;

  /** Milliseconds since 1970. */
  @Column('bigint', { name: 'recorded_at' })
  recordedAt!: number;

  @Column('integer', { name: 'document_id', nullable: true })
  documentId!: number | null;

  /** Digest of what was last imported; a correction by a person leaves it as it is. */
  @Column('text')
  digest!: string;
}

/** A superseded state of a report. */
@Entity('report_version', { withoutRowid: true })
export class ReportVersionEntity {
  @PrimaryColumn('integer', { name: 'report_id' })
  reportId!: number;

  @PrimaryColumn('smallint')
  version!: number;

  @Column('bigint', { name: 'recorded_at' })
  recordedAt!: number;

  @Column('bigint', { name: 'superseded_at' })
  supersededAt!: number;

  /** What superseded it: a `ChangeReason`. */
  @Column('text')
  reason!: string;

  @Column('text')
  actor!: string;

  @Column('text', { nullable: true })
  note!: string | null;

  /** The whole state as JSON: `ArchivedReport`. */
  @Column('text')
  content!: string;

  /** The region that it was filed in: its shard. */
  @Column('integer', { name: 'region_id', default: 0 })
  regionId!: number;
}
