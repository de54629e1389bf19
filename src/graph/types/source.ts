import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Cell } from '../../form/cells';
import type { Origin, ReadBy } from '../../form/draft';
import type { GraphContext } from '../context';
import { ReadByEnum } from '../enums';

@ObjectType({ description: '数值在文档中的出处。 Where a figure stands in its document.', simpleResolvers: true })
export class CellSource {
  @Field(() => Int, { description: '表号。 Table: 2, 3 or 4.' })
  table!: number;

  @Field(() => String, { description: '行。 Row.' })
  row!: string;

  @Field(() => String, { description: '列。 Column.' })
  column!: string;

  @Field(() => String, { nullable: true, description: '印刷原文，如“22（其中修订 16 件）”。 As printed.' })
  printed?: string;

  @Field(() => String, { nullable: true, description: '数字旁的附注。 What is printed beside the number.' })
  note?: string;

  @Field(() => Int, { nullable: true, description: '页，从 1 起。 Page, from 1.' })
  page?: number;

  @Field(() => Int, { nullable: true, description: '行号，从 1 起。 Line, from 1.' })
  line?: number;

  @Field(() => ReadByEnum, { description: '如何识读。 How it was read.' })
  readBy!: ReadBy;

  @Field(() => Float, { description: '识读的把握，0 到 1。 Confidence of the reading, 0 to 1.' })
  confidence!: number;
}

/** Where a cell was read; undefined where that is not known. */
export type OriginOf = (context: GraphContext, cell: Cell) => Promise<Origin | undefined>;

/** Where a figure of a report was read; undefined where its document does not say. */
export async function originOf(context: GraphContext, report: number, cell: Cell): Promise<Origin | undefined> {
  const record = await context.records.reports.load(report);
  if (record?.document === undefined) return undefined;
  return (await context.records.origins.load(record.document)).get(cell.id);
}

export function sourceAt({ table, row, column }: Cell, origin: Origin): CellSource {
  return { table, row, column, ...origin };
}

/** The source of a figure of a report. */
export async function sourceOf(context: GraphContext, report: number, cell: Cell): Promise<CellSource | undefined> {
  const origin = await originOf(context, report, cell);
  return origin && sourceAt(cell, origin);
}
