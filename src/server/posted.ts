/** Fields that take what a client hands in: by POST only, and the answer is kept nowhere. */
import {
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { Problem } from '../form/problem';

/** Whether the schema says of a field that it takes what is handed in. */
export function isPosted(field: GraphQLField<unknown, unknown> | undefined): boolean {
  return field?.extensions.posted === true;
}

/** Whether an operation has such a field at its top. */
export function asksPosted(
  schema: GraphQLSchema,
  { operation, selectionSet }: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): boolean {
  const fields = schema.getRootType(operation)?.getFields() ?? {};
  const seen = new Set<string>();
  const within = (set: SelectionSetNode | undefined): boolean =>
    (set?.selections ?? []).some((node) => {
      if (node.kind === Kind.FIELD) return isPosted(fields[node.name.value]);
      if (node.kind === Kind.INLINE_FRAGMENT) return within(node.selectionSet);
      const name = node.name.value;
      if (seen.has(name)) return false;
      seen.add(name);
      return within(fragments.get(name)?.selectionSet);
    });
  return within(selectionSet);
}

export function onlyByPost(): Problem {
  return new Problem(
    'BAD_INPUT',
    '自查只接受 POST：文件不应出现在地址中',
    'A draft is sent by POST: a file has no place in an address',
  );
}
