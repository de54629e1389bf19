import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An administrative division. A subtree is the range `id..rangeEnd`. */
@Entity('region')
@Index('region_parent', ['parentId'])
export class RegionEntity {
  /** The code as a number of nine digits: 410307 is 410307000, the nation 0. */
  @PrimaryColumn('integer')
  id!: number;

  /** GB/T 2260, six digits; nine for a township; "0" for the nation. */
  @Column('text')
  code!: string;

  @Column('text')
  name!: string;

  /** With the names of its ancestors, the nation aside: 河南省洛阳市偃师区. */
  @Column('text', { name: 'full_name' })
  fullName!: string;

  /** Place in `REGION_LEVELS`. */
  @Column('smallint')
  level!: number;

  @Column('integer', { name: 'parent_id', nullable: true })
  parentId!: number | null;

  @Column('integer', { name: 'range_end' })
  rangeEnd!: number;
}
