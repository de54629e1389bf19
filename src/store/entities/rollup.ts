import { Column, Entity, PrimaryColumn } from 'typeorm';
import { CellColumns } from './cells';

/** The sums of one region, year, kind and basis; beside these columns one for each cell of the form. */
@Entity('rollup', { withoutRowid: true })
@CellColumns()
export class RollupEntity {
  /** 0 COMPUTED, 1 FILED, 2 BEST. */
  @PrimaryColumn('smallint')
  basis!: number;

  /** 0: all kinds. */
  @PrimaryColumn('smallint', { name: 'kind_id' })
  kindId!: number;

  @PrimaryColumn('smallint')
  year!: number;

  @PrimaryColumn('integer', { name: 'region_id' })
  regionId!: number;

  @Column('integer', { default: 0 })
  reports!: number;

  @Column('integer', { name: 'on_time', default: 0 })
  onTime!: number;

  @Column('integer', { default: 0 })
  late!: number;

  @Column('integer', { name: 't2_2019', default: 0 })
  table2Of2019!: number;

  @Column('integer', { name: 't2_2021', default: 0 })
  table2Of2021!: number;

  @Column('integer', { name: 't3_2019', default: 0 })
  table3Of2019!: number;

  @Column('integer', { name: 't3_2021', default: 0 })
  table3Of2021!: number;

  @Column('integer', { name: 't4_2019', default: 0 })
  table4Of2019!: number;

  @Column('integer', { name: 't4_2021', default: 0 })
  table4Of2021!: number;

  /** Of BEST: what its expected bodies are fewer than those of COMPUTED. */
  @Column('integer', { default: 0 })
  relieved!: number;

  /** JSON by cell index in base 36: [blank, notApplicable, unreadable, partial]. */
  @Column('text', { nullable: true })
  gaps!: string | null;
}

/** The change at a year in how many bodies of a region's subtree are expected to report. */
@Entity('expectation', { withoutRowid: true })
export class ExpectationEntity {
  @PrimaryColumn('integer', { name: 'region_id' })
  regionId!: number;

  @PrimaryColumn('smallint', { name: 'kind_id' })
  kindId!: number;

  @PrimaryColumn('smallint')
  year!: number;

  @Column('integer')
  change!: number;
}
