import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A date that a region sets for the reports of its bodies and of all below it. */
@Entity('deadline', { withoutRowid: true })
export class DeadlineEntity {
  @PrimaryColumn('integer', { name: 'region_id' })
  regionId!: number;

  /** "ALL", a part of Art. 49 or the code of a kind: a `DueFor`. */
  @PrimaryColumn('text', { name: 'due_for' })
  dueFor!: string;

  /** First year of the reports that it is for. */
  @PrimaryColumn('smallint', { name: 'from_year' })
  fromYear!: number;

  /** Month and day in the year after; null: there is no deadline. */
  @Column('text', { nullable: true })
  due!: string | null;

  /** What says so. */
  @Column('text', { nullable: true })
  basis!: string | null;
}
