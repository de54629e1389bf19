import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A mark of a sentence of a current report's narrative. */
@Entity('sentence_mark', { withoutRowid: true })
export class SentenceMarkEntity {
  /** Year, section and hash in one number: `markKey`. */
  @PrimaryColumn('bigint')
  mark!: number;

  @PrimaryColumn('integer', { name: 'report_id' })
  reportId!: number;
}

/** How many current reports of a year have marks in a section. */
@Entity('narrative_count', { withoutRowid: true })
export class NarrativeCountEntity {
  @PrimaryColumn('smallint')
  year!: number;

  /** Place of the section in `SECTIONS`. */
  @PrimaryColumn('smallint')
  section!: number;

  @Column('integer')
  reports!: number;
}
