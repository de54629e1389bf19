/** The tables of the form as they are laid out on paper. */
import { Ctx, Field, Int, ObjectType } from 'type-graphql';
import { type EditionId, TABLE_TITLES } from '../../form/editions';
import { type FormLayout, formLayout, type LayoutCell, type LayoutRole } from '../../form/layout';
import type { GraphContext } from '../context';
import { register } from '../enums';
import { metricOf } from './figures';
import { MetricType, typeOf } from './metric';

const LayoutRoleEnum = register('LayoutRole', '版面中一格的用途。 What a cell of the layout is.', {
  HEADER: '表头。 Header.',
  LABEL: '行名。 Label of a row.',
  FIGURE: '数值所在之处。 The place of a figure.',
});

@ObjectType({
  description: '版面中的一格：文字，或数值所在之处。 A cell of the layout: words, or the place of a figure.',
})
export class FormLayoutCell {
  constructor(private readonly laid: LayoutCell) {}

  @Field(() => LayoutRoleEnum, { description: '表头、行名或数值。 Header, label or figure.' })
  get role(): LayoutRole {
    return this.laid.role;
  }

  @Field(() => String, {
    nullable: true,
    description: '表格所印文字；数值格没有。 As the form prints it, in the language of the request; a figure has none.',
  })
  text(@Ctx() { locale }: GraphContext): string | undefined {
    return this.laid.text?.[locale];
  }

  @Field(() => String, { nullable: true, description: '格的标识，如 "received.total"。 Id of the figure’s cell.' })
  get cell(): string | undefined {
    return this.laid.cell?.id;
  }

  @Field(() => MetricType, { nullable: true, description: '该格的指标。 The metric of the figure.' })
  get metric(): MetricType | undefined {
    return this.laid.cell && typeOf(metricOf.get(this.laid.cell)!);
  }

  @Field(() => Int, { description: '跨几行。 Rows that it takes.' })
  get rowSpan(): number {
    return this.laid.rowSpan;
  }

  @Field(() => Int, { description: '跨几列。 Columns that it takes.' })
  get columnSpan(): number {
    return this.laid.columnSpan;
  }

  @Field(() => Boolean, { description: '是否竖排。 Whether it is set from top to bottom.' })
  get vertical(): boolean {
    return this.laid.vertical;
  }
}

@ObjectType({ description: '表格的版面：与官方表式一致。 A table of the form in its official layout.' })
export class FormTable {
  constructor(private readonly layout: FormLayout) {}

  @Field(() => Int, { description: '表号：2、3 或 4。 Table: 2, 3 or 4.' })
  get table(): number {
    return this.layout.table;
  }

  @Field(() => String, { description: '版式：2019 或 2021。 Edition: 2019 or 2021.' })
  get edition(): string {
    return this.layout.edition;
  }

  @Field(() => String, { description: '表名。 Its title.' })
  title(@Ctx() { locale }: GraphContext): string {
    return TABLE_TITLES[this.layout.table][locale];
  }

  @Field(() => Int, { description: '表头的行数。 Rows at the top that say what the columns are.' })
  get headerRows(): number {
    return this.layout.headerRows;
  }

  @Field(() => [[FormLayoutCell]], {
    description: '各行中由此开始的格，自左至右。 The cells that start in each row, from left to right.',
  })
  get rows(): FormLayoutCell[][] {
    return this.layout.rows.map((row) => row.map((cell) => new FormLayoutCell(cell)));
  }
}

/** One table of an edition. */
export function formTableOf(table: FormLayout['table'], edition: EditionId): FormTable {
  return new FormTable(formLayout(table, edition));
}
