import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** A document that a state of a report was read from. */
@Entity('document')
@Index('document_content', ['sha256'])
export class DocumentEntity {
  @PrimaryGeneratedColumn({ type: 'integer' })
  id!: number;

  @Column('text')
  sha256!: string;

  @Column('text', { name: 'file_name' })
  fileName!: string;

  @Column('text', { name: 'media_type' })
  mediaType!: string;

  @Column('text', { nullable: true })
  title!: string | null;

  /** The body's name as printed. */
  @Column('text', { nullable: true })
  body!: string | null;

  /** Where each figure was read: JSON by cell id, deflated, base64. */
  @Column('text', { nullable: true })
  origins!: string | null;

  /** JSON: `DraftNotice[]`. */
  @Column('text')
  notices!: string;

  @Column('bigint', { name: 'recorded_at' })
  recordedAt!: number;

  /** The region that it was filed in: its shard. */
  @Column('integer', { name: 'region_id', default: 0 })
  regionId!: number;
}

/** A narrative section of a document. */
@Entity('section')
export class SectionEntity {
  @PrimaryColumn('integer', { name: 'document_id' })
  documentId!: number;

  /** A `SectionKey`. */
  @PrimaryColumn('text')
  key!: string;

  /** Its place in the document, from 0. */
  @Column('smallint')
  place!: number;

  @Column('text')
  heading!: string;

  @Column('text')
  text!: string;

  @Column('integer', { nullable: true })
  line!: number | null;

  /** JSON: the parts of section 一, where it has any. */
  @Column('text', { nullable: true })
  parts!: string | null;

  /** The region that it was filed in: its shard. */
  @Column('integer', { name: 'region_id', default: 0 })
  regionId!: number;
}

/** A file that was read, by its bytes: which report it gave, whether or not anything of it was new. */
@Entity('reading', { withoutRowid: true })
export class ReadingEntity {
  @PrimaryColumn('text')
  sha256!: string;

  /** How it was read: `DocumentInput.manner`. */
  @Column('text')
  manner!: string;

  @Column('integer', { name: 'report_id' })
  reportId!: number;
}
