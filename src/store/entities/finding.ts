import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A failed check of a report's current state. */
@Entity('finding')
@Index('finding_of_report', ['reportId'])
@Index('finding_of_rule', ['rule', 'reportId'])
export class FindingEntity {
  @PrimaryGeneratedColumn({ type: 'integer' })
  id!: number;

  @Column('integer', { name: 'report_id' })
  reportId!: number;

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
