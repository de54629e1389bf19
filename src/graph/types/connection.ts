/** Relay connections: nodes, edges, pageInfo, totalCount. */
import { ArgsType, type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { type Key, type Page, type PageAsk, pageOfRead, pageSize, readCursor } from '../../plan/cursor';
import { Count } from '../scalars';

@ArgsType()
export class PageArgs implements PageAsk {
  @Field(() => Int, {
    nullable: true,
    description: '本页条数，默认 20，最多 500。 Items of the page: 20 unless given, at most 500.',
  })
  first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: '上一页的 endCursor，须来自同一查询。 The endCursor of the page before, of the same query.',
  })
  after?: string | null;
}

@ObjectType({ description: '分页信息。 Where a page stands in its list.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: '后面是否还有。 Whether there is more behind it.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: '前面是否还有。 Whether there is more before it.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: '首条的游标。 Cursor of its first item.' })
  startCursor?: string;

  @Field(() => String, {
    nullable: true,
    description: '末条的游标，用作下一页的 after。 Cursor of its last item: the `after` of the next page.',
  })
  endCursor?: string;
}

export interface Edge<T> {
  readonly node: T;
  readonly cursor: string;
}

export interface Connection<T> {
  readonly nodes: readonly T[];
  readonly edges: readonly Edge<T>[];
  readonly pageInfo: PageInfo;
  /** Counted only where it is asked for. */
  readonly totalCount: () => number | Promise<number>;
}

/** The object type of a connection and its edges. `zh` and `en` name the items. */
export function connectionType<T extends object>(
  name: string,
  node: () => ClassType<T>,
  zh: string,
  en: string,
): ClassType<Connection<T>> {
  @ObjectType(`${name}Edge`, { description: `列表中的一项${zh}。 One of the ${en} of a list.`, simpleResolvers: true })
  class EdgeOf {
    @Field(node, { description: `${zh}本身。 The item.` })
    node!: T;

    @Field(() => String, { description: '游标，不透明。 Its cursor, opaque.' })
    cursor!: string;
  }

  @ObjectType(`${name}Connection`, {
    description: `${zh}的分页列表。 A list of ${en}, by pages.`,
    simpleResolvers: true,
  })
  class ConnectionOf {
    @Field(() => [node()], { description: `本页各项${zh}。 The ${en} of the page.` })
    nodes!: readonly T[];

    @Field(() => [EdgeOf], { description: '本页各项及其游标。 The same with their cursors.' })
    edges!: readonly Edge<T>[];

    @Field(() => PageInfo, { description: '分页信息。 Where the page stands.' })
    pageInfo!: PageInfo;

    @Field(() => Count, { description: '总数，不限于本页。 How many there are in all.' })
    totalCount!: () => number | Promise<number>;
  }
  return ConnectionOf as ClassType<Connection<T>>;
}

/** A connection of the items of a page; `node` makes what is shown of an item. */
export function connectionOf<I, T>(
  page: Page<I>,
  node: (item: I) => T,
  totalCount: () => number | Promise<number>,
): Connection<T> {
  const nodes = page.items.map(node);
  return {
    nodes,
    edges: nodes.map((each, at) => ({ node: each, cursor: page.cursors[at]! })),
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPreviousPage,
      startCursor: page.cursors[0],
      endCursor: page.cursors.at(-1),
    },
    totalCount,
  };
}

/** A page that is read one item beyond its size, to know whether there is more. */
export async function readPage<I>(
  ask: PageAsk,
  identity: string,
  key: (item: I) => Key,
  read: (after: Key | undefined, limit: number) => Promise<readonly I[]>,
): Promise<Page<I>> {
  const size = pageSize(ask.first);
  const after = ask.after ? readCursor(identity, ask.after) : undefined;
  return pageOfRead(await read(after, size + 1), size, ask, identity, key);
}
