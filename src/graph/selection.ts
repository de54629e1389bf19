/** Which fields below one are asked for, so that only their columns are read. */
import {
  type FieldNode,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** Names of fields (not aliases) with what is asked for below each. */
export interface Selection extends ReadonlyMap<string, Selection> {}

/** The fields asked for below the field that is being resolved. */
export function selectionOf(info: GraphQLResolveInfo): Selection {
  const found: Tree = new Map();
  for (const node of info.fieldNodes) collect(info, node.selectionSet, found);
  return found;
}

interface Tree extends Map<string, Tree> {}

function isIncluded(info: GraphQLResolveInfo, node: SelectionSetNode['selections'][number]): boolean {
  if (getDirectiveValues(GraphQLSkipDirective, node, info.variableValues)?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, info.variableValues)?.if !== false;
}

function collect(info: GraphQLResolveInfo, set: SelectionSetNode | undefined, into: Tree): void {
  for (const node of set?.selections ?? []) {
    if (!isIncluded(info, node)) continue;
    if (node.kind === Kind.FIELD) enter(info, node, into);
    else if (node.kind === Kind.INLINE_FRAGMENT) collect(info, node.selectionSet, into);
    else collect(info, info.fragments[node.name.value]?.selectionSet, into);
  }
}

function enter(info: GraphQLResolveInfo, node: FieldNode, into: Tree): void {
  const name = node.name.value;
  let below = into.get(name);
  if (!below) {
    below = new Map();
    into.set(name, below);
  }
  collect(info, node.selectionSet, below);
}
