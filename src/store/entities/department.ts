import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A body that files. */
@Entity('department')
@Index('department_body', ['regionId', 'nameKey'], { unique: true })
@Index('department_kind', ['kindId', 'regionId'])
@Index('department_place', ['regionId', 'id'])
export class DepartmentEntity {
  @PrimaryGeneratedColumn({ type: 'integer' })
  id!: number;

  @Column('integer', { name: 'region_id' })
  regionId!: number;

  /** Place of the kind in `KINDS`, from 1. */
  @Column('smallint', { name: 'kind_id' })
  kindId!: number;

  /** As it was first printed or registered. */
  @Column('text')
  name!: string;

  /** The name without the region's: what makes two spellings one body. */
  @Column('text', { name: 'name_key' })
  nameKey!: string;

  /** First year in which its own report is expected; null: in none. */
  @Column('smallint', { name: 'expected_from', nullable: true })
  expectedFrom!: number | null;

  /** Last such year; null: open-ended. */
  @Column('smallint', { name: 'expected_to', nullable: true })
  expectedTo!: number | null;

  /** Years outside of these in which it reported for itself all the same, comma-separated; only of a registered body. */
  @Column('text', { name: 'reported_beside', nullable: true })
  reportedBeside!: string | null;

  /** 1: the years of expectation come from a register, not from its reports. */
  @Column('smallint', { default: 0 })
  registered!: number;
}
