import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A failed check of a report's current state, or a body that did not report. */
@Entity('finding')
@Index('finding_of_place', ['year', 'regionId'])
@Index('finding_of_report', ['reportId'])
@Index('finding_of_rule', ['rule', 'reportId'])
export class FindingEntity {
  @PrimaryGeneratedColumn({ type: 'integer' })
  id!: number;

  /** Null where the finding is that there is none. */
  @Column('integer', { name: 'report_id', nullable: true })
  reportId!: number | null;

  @Column('integer', { name: 'department_id' })
  departmentId!: number;

  /** The department's, repeated. */
  @Column('integer', { name: 'region_id' })
  regionId!: number;

  @Column('smallint')
  year!: number;

  /** What the rule looks at: place in `REACHES`. */
  @Column('smallint')
  reach!: number;

  @Column('text')
  rule!: string;

  /** Ids of the cells that the rule read, comma-separated. */
  @Column('text')
  cells!: string;

  @Column('text', { nullable: true })
  expected!: string | null;

  @Column('text', { nullable: true })
  found!: string | null;

  @Column('text', { nullable: true })
  difference!: string | null;

  /** JSON: what the message names beside the figures. */
  @Column('text', { nullable: true })
  details!: string | null;

  /** OPEN or EXPLAINED. */
  @Column('text')
  status!: string;

  /** A person's explanation. */
  @Column('text', { nullable: true })
  note!: string | null;
}
