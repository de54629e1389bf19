/**
 * The cost of a query: an estimate of how many fields its answer will hold. A page counts as many times as its `first`
 * asks for, a list as many times as the lists and spans of years in the arguments that it comes from.
 */
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';

/** Items of a page whose size the query does not say, where the schema states no default: that of its connections. */
const ASSUMED_PAGE = 20;
/** Items assumed of a list that no argument bounds. */
const ASSUMED_LIST = 10;
/** `__schema` and `__type`, whatever they select: graphql-js bounds their nesting itself. */
const INTROSPECTION = 100;
/** Lists in arguments that say how to answer, not how much. */
const SHAPING_ARGUMENTS = new Set(['groupBy', 'orderBy']);

type Variables = Readonly<Record<string, unknown>>;
/** Sizes known for the next lists on the way down; lists further down are assumed. */
type KnownSizes = readonly number[];

/** Estimates costs of the operations of one document with one set of variables. */
export class CostEstimator {
  private readonly ofFragment = new Map<string, number>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly variables: Variables,
  ) {}

  /** The cost of an operation of a valid document; at least the number of its fields. */
  costOf(operation: OperationDefinitionNode): number {
    const root = this.schema.getRootType(operation.operation);
    return root ? this.ofSelections(operation.selectionSet, root, []) : 0;
  }

  private ofSelections(selections: SelectionSetNode, parent: GraphQLCompositeType, sizes: KnownSizes): number {
    let cost = 0;
    for (const selection of selections.selections) {
      if (selection.kind === 'Field') cost += this.ofField(selection, parent, sizes);
      else if (selection.kind === 'FragmentSpread') cost += this.ofSpread(selection.name.value, sizes);
      else {
        const type = selection.typeCondition && this.schema.getType(selection.typeCondition.name.value);
        cost += this.ofSelections(selection.selectionSet, isCompositeType(type) ? type : parent, sizes);
      }
    }
    return cost;
  }

  /** Each fragment is looked at once for each set of sizes, or fragments of fragments would take exponential time. */
  private ofSpread(name: string, sizes: KnownSizes): number {
    const key = `${name} ${sizes.join(' ')}`;
    const known = this.ofFragment.get(key);
    if (known !== undefined) return known;
    const fragment = this.fragments.get(name);
    const type = fragment && this.schema.getType(fragment.typeCondition.name.value);
    if (!fragment || !isCompositeType(type)) return 0;
    const cost = this.ofSelections(fragment.selectionSet, type, sizes);
    this.ofFragment.set(key, cost);
    return cost;
  }

  private ofField(field: FieldNode, parent: GraphQLCompositeType, sizes: KnownSizes): number {
    const name = field.name.value;
    if (name === '__schema' || name === '__type') return INTROSPECTION;
    const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    const type = definition && getNamedType(definition.type);
    if (!definition || !field.selectionSet || !isCompositeType(type)) return 1;
    const asked = this.sizesAsked(field, definition);
    const bare = isNonNullType(definition.type) ? definition.type.ofType : definition.type;
    if (asked.page !== undefined || type.name.endsWith('Connection')) {
      const page = asked.page ?? ASSUMED_PAGE;
      return 1 + this.ofSelections(field.selectionSet, type, asked.list === undefined ? [page] : [page, asked.list, 1]);
    }
    if (isListType(bare)) {
      const size = asked.list ?? sizes[0] ?? ASSUMED_LIST;
      const further = asked.list === undefined ? sizes.slice(1) : [];
      return 1 + size * this.ofSelections(field.selectionSet, type, further);
    }
    return 1 + this.ofSelections(field.selectionSet, type, asked.list === undefined ? sizes : [asked.list, 1]);
  }

  /** `page`: the `first` or `last` asked for; `list`: the product of the lists and spans of years among the arguments. */
  private sizesAsked(
    field: FieldNode,
    definition: GraphQLField<unknown, unknown>,
  ): { page: number | undefined; list: number | undefined } {
    let page: number | undefined;
    let list: number | undefined;
    for (const argument of definition.args) {
      const node = field.arguments?.find((given) => given.name.value === argument.name);
      const value = (node && valueFromASTUntyped(node.value, this.variables)) ?? argument.defaultValue;
      if (argument.name === 'first' || argument.name === 'last') {
        if (typeof value === 'number') page = Math.max(page ?? 0, value, 0);
      } else if (!SHAPING_ARGUMENTS.has(argument.name)) {
        const size = Array.isArray(value) ? value.length : yearsIn(value);
        if (size !== undefined) list = (list ?? 1) * size;
      }
    }
    return { page, list };
  }
}

/** How many years a range `{ from, to }` spans, both included; undefined for any other value. */
function yearsIn(value: unknown): number | undefined {
  const { from, to } = (value ?? {}) as { from?: unknown; to?: unknown };
  return typeof from === 'number' && typeof to === 'number' ? Math.max(to - from + 1, 0) : undefined;
}
