/** Exports ask the public schema, in the process itself, within the limits that hold for anyone; pages are asked one by one. */
import {
  type DocumentNode,
  execute,
  type GraphQLError,
  type GraphQLField,
  type GraphQLSchema,
  Kind,
  parse,
} from 'graphql';
import type { Config } from '../../config';
import { Problem } from '../../form/problem';
import { type Mark, type Store, sameMark } from '../../store';
import type { Caller } from '../caller';
import { checkLimits, measureQuery } from '../limits';

export interface ExportSource {
  readonly store: Store;
  readonly schema: GraphQLSchema;
  /** The context of one operation. */
  readonly contextFor: (caller: Caller) => object | Promise<object>;
  readonly config: Config;
}

export type Variables = Readonly<Record<string, unknown>>;
// biome-ignore lint/suspicious/noExplicitAny: the answer has the shape of the selection that stands beside its use
export type Answer = any;

export interface Paging {
  /** The connection in the field's value; the value itself unless given. */
  readonly connectionIn?: (value: Answer) => Answer;
  readonly sharing?: boolean;
}

/** Most items of a page of the API. */
const PAGE = 500;

export class Asking {
  /** The state when it was first asked. */
  private mark: Mark | undefined;

  /** @param version of the data that the file says it is of */
  constructor(
    private readonly source: ExportSource,
    readonly caller: Caller,
    private readonly version: number,
  ) {}

  get store(): Store {
    return this.source.store;
  }

  /** A field of Query. */
  field(name: string): GraphQLField<unknown, unknown> {
    return this.source.schema.getQueryType()!.getFields()[name]!;
  }

  /**
   * The value of a field of Query. `selection` is text, without its braces.
   * @throws Problem of the operation; DATA_CHANGED where the data are of another version or state once it is answered
   */
  async ask(field: string, variables: Variables, selection: string, context?: object): Promise<Answer> {
    const document = this.document(field, variables, selection);
    checkLimits(this.measure(document, variables), this.source.config);
    const { store, schema, contextFor } = this.source;
    this.mark ??= await store.mark();
    const contextValue = context ?? (await contextFor(this.caller));
    const { data, errors } = await execute({ schema, document, contextValue, variableValues: { ...variables } });
    const after = await store.mark();
    if (after.version !== this.version || !sameMark(after, this.mark)) throw dataChanged();
    if (errors?.[0]) throw failureOf(errors[0]);
    return data?.[field];
  }

  /**
   * The nodes of a connection, page by page: of the field itself, or where `connectionIn` leads to it from the field's value.
   * `selection` gives the whole path, with `nodes` and `pageInfo` in the connection.
   *
   * Where `sharing`, all pages are asked in one context, which keeps what the first one computed: for questions whose whole
   * answer is made for any page of it.
   */
  async *pages(
    field: string,
    variables: Variables,
    selection: string,
    { connectionIn = (value: Answer) => value, sharing = false }: Paging = {},
  ): AsyncGenerator<readonly Answer[]> {
    const first = this.pageSize(field, variables, selection);
    const context = sharing ? await this.source.contextFor(this.caller) : undefined;
    let after: string | undefined;
    do {
      const connection = connectionIn(await this.ask(field, { ...variables, first, after }, selection, context));
      yield connection.nodes;
      after = connection.pageInfo.hasNextPage ? connection.pageInfo.endCursor : undefined;
    } while (after !== undefined);
  }

  /** As many items a page as the limit on cost leaves. */
  private pageSize(field: string, variables: Variables, selection: string): number {
    const whole = { ...variables, first: PAGE };
    const { cost } = this.measure(this.document(field, whole, selection), whole);
    return Math.max(1, Math.min(PAGE, Math.floor((PAGE * this.source.config.maxCost) / cost)));
  }

  private measure(document: DocumentNode, variables: Variables) {
    const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION)!;
    return measureQuery(this.source.schema, document, operation, variables);
  }

  /** Variables that the field has no argument for are declared by the selection, which says where they go: `first`, `after`. */
  private document(field: string, variables: Variables, selection: string): DocumentNode {
    const { args } = this.field(field);
    const given = args.filter((argument) => variables[argument.name] !== undefined);
    const declared = given.map((argument) => `$${argument.name}: ${argument.type}`);
    for (const [name, type] of Object.entries(INNER))
      if (variables[name] !== undefined && !args.some((argument) => argument.name === name))
        declared.push(`$${name}: ${type}`);
    const header = declared.length > 0 ? `(${declared.join(', ')})` : '';
    const passed = given.length > 0 ? `(${given.map(({ name }) => `${name}: $${name}`).join(', ')})` : '';
    return parse(`query Export${header} { ${field}${passed} { ${selection} } }`);
  }
}

/** Variables that selections use. */
const INNER: Readonly<Record<string, string>> = {
  first: 'Int',
  after: 'String',
  year: 'Year!',
  kind: 'ID',
  years: 'YearRange!',
  scope: 'Scope!',
};

function failureOf(error: GraphQLError): Error {
  let cause: unknown = error;
  while (cause instanceof Error && 'originalError' in cause && cause.originalError) cause = cause.originalError;
  if (cause instanceof Problem) return cause;
  // Without a path it is the variables that the schema refused.
  if (error.path === undefined) return new Problem('BAD_INPUT', `参数有误：${error.message}`, error.message);
  return cause instanceof Error ? cause : error;
}

function dataChanged(): Problem {
  return new Problem(
    'DATA_CHANGED',
    '导出过程中数据有改动，结果会前后不一：请重试',
    'The data changed during the export, whose parts would not fit together: try again',
  );
}
