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
import { CELLS } from '../form/cells';
import { isPosted } from './posted';

/** Items of a page whose size the query does not say, where the schema states no default: that of its connections. */
const ASSUMED_PAGE = 20;
/** Items assumed of a list that no argument bounds. */
const ASSUMED_LIST = 10;
/** Lists that are as long as the form is, whatever their arguments leave out: by the type of their items. */
const AS_LONG_AS_THE_FORM: Readonly<Record<string, number>> = { CellFigure: CELLS.length };
/** `__schema` and `__type`, whatever they select: graphql-js bounds their nesting itself. */
const INTROSPECTION = 100;
/** Reading a document that is handed in takes as long as many fields do. */
const READING = 10_000;
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
    const read = isPosted(definition) ? READING : 0;
    return read + this.ofObjects(field, definition, type, field.selectionSet, sizes);
  }

  private ofObjects(
    field: FieldNode,
    definition: GraphQLField<unknown, unknown>,
    type: GraphQLCompositeType,
    selections: SelectionSetNode,
    sizes: KnownSizes,
  ): number {
    const asked = this.sizesAsked(field, definition);
    const bare = isNonNullType(definition.type) ? definition.type.ofType : definition.type;
    if (asked.page !== undefined || type.name.endsWith('Connection')) {
      const page = asked.page ?? ASSUMED_PAGE;
      // A span of years chooses among the items of a page; it is not a list in each of them.
      return 1 + this.ofSelections(selections, type, asked.lists === undefined ? [page] : [page, asked.lists, 1]);
    }
    const list = asked.years === undefined ? asked.lists : (asked.lists ?? 1) * asked.years;
    if (isListType(bare)) {
      const size = AS_LONG_AS_THE_FORM[type.name] ?? list ?? sizes[0] ?? ASSUMED_LIST;
      const further = list === undefined ? sizes.slice(1) : [];
      return 1 + size * this.ofSelections(selections, type, further);
    }
    return 1 + this.ofSelections(selections, type, list === undefined ? sizes : [list, 1]);
  }

  private sizesAsked(field: FieldNode, definition: GraphQLField<unknown, unknown>): SizesAsked {
    const asked: SizesAsked = {};
    for (const argument of definition.args) {
      const node = field.arguments?.find((given) => given.name.value === argument.name);
      const value = (node && valueFromASTUntyped(node.value, this.variables)) ?? argument.defaultValue;
      if (argument.name === 'first' || argument.name === 'last') {
        if (typeof value === 'number') asked.page = Math.max(asked.page ?? 0, value);
      } else if (Array.isArray(value)) {
        if (!SHAPING_ARGUMENTS.has(argument.name)) asked.lists = (asked.lists ?? 1) * value.length;
      } else asked.years = yearsIn(value) ?? asked.years;
    }
    return asked;
  }
}

/** What the arguments of a field say about the sizes below it. */
interface SizesAsked {
  /** `first` or `last`. */
  page?: number;
  /** The product of the lengths of the lists. */
  lists?: number;
  /** The span of years. */
  years?: number | undefined;
}

/** The first reports under the Regulation, and a year that no report is of yet: the ends of a range that does not say them. */
const FIRST_YEAR = 2008;
const LAST_YEAR = 2030;

/** How many years a range spans, `{ from, to }` with both included or `{ latest }`; undefined for any other value. */
function yearsIn(value: unknown): number | undefined {
  const { from, to, latest } = (value ?? {}) as { from?: unknown; to?: unknown; latest?: unknown };
  if (typeof latest === 'number') return Math.max(latest, 0);
  if (typeof from !== 'number' && typeof to !== 'number') return undefined;
  const [first, last] = [typeof from === 'number' ? from : FIRST_YEAR, typeof to === 'number' ? to : LAST_YEAR];
  return Math.max(last - first + 1, 0);
}
