/** What a query may ask for. Every refusal names the limit, what was found, and what to do. */
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import type { Config } from '../config';
import { Problem } from '../form/problem';
import { CostEstimator } from './cost';

/** The measures of one operation. Aliases and directives are counted over the whole document. */
export interface QueryMeasure {
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
  /** See `CostEstimator`. */
  readonly cost: number;
}

export type QueryLimits = Pick<Config, 'maxDepth' | 'maxAliases' | 'maxRootFields' | 'maxDirectives' | 'maxCost'>;

/** The fragments of a document by name. */
export function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  return fragments;
}

/** Measures an operation of a valid document. `variables` are those of the request, as they came. */
export function measureQuery(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>> = {},
): QueryMeasure {
  const fragments = fragmentsOf(document);
  let aliases = 0;
  let directives = 0;
  visit(document, {
    Field: (node) => {
      if (node.alias) aliases++;
    },
    Directive: () => {
      directives++;
    },
  });
  const withDefaults: Record<string, unknown> = {};
  for (const definition of operation.variableDefinitions ?? []) {
    if (definition.defaultValue)
      withDefaults[definition.variable.name.value] = valueFromASTUntyped(definition.defaultValue);
  }
  const shape = new Shape(fragments);
  return {
    depth: shape.depthOf(operation.selectionSet),
    aliases,
    rootFields: shape.fieldsIn(operation.selectionSet),
    directives,
    cost: new CostEstimator(schema, fragments, { ...withDefaults, ...variables }).costOf(operation),
  };
}

/** Depth and breadth through fragments, each fragment looked at once. */
class Shape {
  private readonly depths = new Map<string, number>();
  private readonly breadths = new Map<string, number>();

  constructor(private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>) {}

  depthOf(selections: SelectionSetNode): number {
    let deepest = 0;
    for (const selection of selections.selections) {
      let depth = 0;
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        depth = this.once(this.depths, selection.name.value, (body) => this.depthOf(body));
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        depth = this.depthOf(selection.selectionSet);
      } else {
        // Of a schema's own description graphql-js bounds the nesting, and tools ask for it deeply.
        const described = selection.name.value === '__schema' || selection.name.value === '__type';
        depth = 1 + (selection.selectionSet && !described ? this.depthOf(selection.selectionSet) : 0);
      }
      deepest = Math.max(deepest, depth);
    }
    return deepest;
  }

  fieldsIn(selections: SelectionSetNode): number {
    let fields = 0;
    for (const selection of selections.selections) {
      if (selection.kind === Kind.FIELD) fields++;
      else if (selection.kind === Kind.INLINE_FRAGMENT) fields += this.fieldsIn(selection.selectionSet);
      else fields += this.once(this.breadths, selection.name.value, (body) => this.fieldsIn(body));
    }
    return fields;
  }

  private once(known: Map<string, number>, name: string, measure: (body: SelectionSetNode) => number): number {
    const before = known.get(name);
    if (before !== undefined) return before;
    const fragment = this.fragments.get(name);
    const value = fragment ? measure(fragment.selectionSet) : 0;
    known.set(name, value);
    return value;
  }
}

const ADVICE_ZH = '请拆分或缩小查询。';
const ADVICE_EN = 'Split the query or ask for less.';

/** Throws QUERY_TOO_LARGE for the first limit that is passed. */
export function checkLimits(measure: QueryMeasure, limits: QueryLimits): void {
  const rules: readonly [zh: string, en: string, found: number, limit: number][] = [
    ['嵌套层数', 'levels of nesting', measure.depth, limits.maxDepth],
    ['别名数', 'aliases', measure.aliases, limits.maxAliases],
    ['顶层字段数', 'fields at its top', measure.rootFields, limits.maxRootFields],
    ['指令数', 'directives', measure.directives, limits.maxDirectives],
    ['代价（结果字段数的估计值）', 'fields in its answer, by estimate', measure.cost, limits.maxCost],
  ];
  for (const [zh, en, found, limit] of rules) {
    if (found <= limit) continue;
    throw new Problem(
      'QUERY_TOO_LARGE',
      `查询的${zh}为 ${found}，上限为 ${limit}。${ADVICE_ZH}`,
      `The query has ${found} ${en}; the limit is ${limit}. ${ADVICE_EN}`,
    );
  }
}

/** The refusal of a text that the parser gave up on because of its length. */
export function tooManyTokens(limit: number): Problem {
  return new Problem(
    'QUERY_TOO_LARGE',
    `查询文本超过 ${limit} 个词元的上限。${ADVICE_ZH}`,
    `The text of the query has more than the limit of ${limit} tokens. ${ADVICE_EN}`,
  );
}

/** The refusal of a query in which so many fields repeat that comparing them would take too long. */
export function tooManyRepeats(): Problem {
  return new Problem(
    'QUERY_TOO_LARGE',
    `查询中重复的字段过多。${ADVICE_ZH}`,
    `Too many fields of the query repeat each other. ${ADVICE_EN}`,
  );
}
