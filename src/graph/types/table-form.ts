import { Field, Int, ObjectType } from 'type-graphql';
import { type EditionId, TABLE_TITLES, TABLES, type TableNumber } from '../../form/editions';
import { FormTable, formTableOf } from './form-layout';

@ObjectType({
  description: '报告中一张表所用的版式。 The edition of the form that a table of a report is on.',
  simpleResolvers: true,
})
export class TableForm {
  @Field(() => Int, { description: '表号：2、3 或 4。 Table: 2, 3 or 4.' })
  table!: number;

  @Field(() => String, { description: '表名。 Its title.' })
  title!: string;

  @Field(() => String, {
    nullable: true,
    description:
      '版式：2019 或 2021；文档中没有这张表时为空。 Edition, 2019 or 2021; null where the document lacks the table.',
  })
  edition?: EditionId;

  @Field(() => FormTable, {
    nullable: true,
    description:
      '这张表在所用表式上的版面；没有这张表时为空。 Its layout on that edition; null where there is no such table.',
  })
  layout(): FormTable | undefined {
    return this.edition && formTableOf(this.table as TableNumber, this.edition);
  }
}

/** The three tables, each with its edition; none where the document lacks it. */
export function tableForms(editions: Readonly<Record<TableNumber, EditionId | undefined>>): TableForm[] {
  return TABLES.map((table) =>
    Object.assign(new TableForm(), { table, title: TABLE_TITLES[table].zh, edition: editions[table] }),
  );
}
