/** A question to the API with the types of its variables and of its answer; made by tools/dashboard-types.mjs. */
export interface Operation<Variables, Result> {
  readonly name: string;
  /** The operation and every fragment that it uses. */
  readonly text: string;
  /** Only for the types. */
  readonly types?: (variables: Variables) => Result;
}
