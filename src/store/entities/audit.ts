import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** What a person or token changed. */
@Entity('audit')
@Index('audit_of_subject', ['subject', 'subjectId'])
@Index('audit_of_body', ['departmentId', 'id'])
export class AuditEntity {
  @PrimaryGeneratedColumn({ type: 'integer' })
  id!: number;

  /** Milliseconds since 1970. */
  @Column('bigint')
  at!: number;

  @Column('text')
  actor!: string;

  @Column('text')
  role!: string;

  /** An `AuditAction`. */
  @Column('text')
  action!: string;

  /** "report", "department" or "finding". */
  @Column('text')
  subject!: string;

  @Column('integer', { name: 'subject_id' })
  subjectId!: number;

  @Column('text')
  reason!: string;

  /** The body, the report and the region that it is about, where it is about one. */
  @Column('integer', { name: 'department_id', nullable: true })
  departmentId!: number | null;

  @Column('integer', { name: 'report_id', nullable: true })
  reportId!: number | null;

  @Column('integer', { name: 'region_id', nullable: true })
  regionId!: number | null;

  /** JSON: what was there before and after. */
  @Column('text', { nullable: true })
  details!: string | null;
}

/** Key and value of the whole store: `data_version`, `changed_at`. */
@Entity('dataset')
export class DatasetEntity {
  @PrimaryColumn('text')
  key!: string;

  @Column('text')
  value!: string;
}
