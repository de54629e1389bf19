/** Which tables are carried from store to store. Everything else follows from them, and is made anew. */
import type { DataSource, EntityMetadata } from 'typeorm';
import type { Dialect } from '../../plan/statement';
import type { InsertTable } from '../connection';
import * as entities from '../entities';

/** In the order in which they are written: what others refer to comes before them. */
export const CARRIED: readonly (new () => object)[] = [
  entities.RegionEntity,
  entities.DepartmentEntity,
  entities.DeadlineEntity,
  entities.DocumentEntity,
  entities.SectionEntity,
  entities.ReportEntity,
  entities.ReportVersionEntity,
  entities.ReadingEntity,
  entities.FindingEntity,
  // These two follow from reports and bodies, but on PostgreSQL it takes five times as long to add up than to carry them.
  entities.RollupEntity,
  entities.ExpectationEntity,
  entities.AuditEntity,
  entities.DatasetEntity,
];

/** What finds copied text: made anew from the narratives, together with the index of terms. */
export const DERIVED: readonly (new () => object)[] = [entities.SentenceMarkEntity, entities.NarrativeCountEntity];

/** The index of terms, which each database keeps in its own way and no entity describes. */
export const TERM_INDEX = 'search';

export interface CarriedTable extends InsertTable {
  /** Columns of the key, in their order. */
  readonly key: readonly string[];
  /** The column whose values the database counts up; undefined where there is none. */
  readonly counted: string | undefined;
}

/** The tables that are carried, with all of their columns. */
export function carriedTables(source: DataSource): readonly CarriedTable[] {
  return CARRIED.map((entity) => carried(source.getMetadata(entity)));
}

function carried(metadata: EntityMetadata): CarriedTable {
  return {
    name: metadata.tableName,
    columns: metadata.columns.map((column) => ({ name: column.databaseName, type: typeOf(column) })),
    key: metadata.primaryColumns.map((column) => column.databaseName),
    counted: metadata.generatedColumns[0]?.databaseName,
  };
}

function typeOf({ type, databasePath }: EntityMetadata['columns'][number]): 'integer' | 'bigint' | 'text' {
  if (type === 'text' || type === 'bigint') return type;
  if (type === 'integer' || type === 'smallint') return 'integer';
  throw new Error(`${databasePath} is of a type that is not carried`);
}

/** Every row in the order of the key, texts by their code points, whatever the database compares texts by. */
export function rowsInOrder({ name, columns, key }: CarriedTable, dialect: Dialect): string {
  const order = key.map((each) => {
    const text = columns.find((column) => column.name === each)!.type === 'text';
    return text && dialect === 'postgres' ? `${each} COLLATE "C"` : each;
  });
  return `SELECT ${columns.map((column) => column.name).join(', ')} FROM ${name} ORDER BY ${order.join(', ')}`;
}
