import { Field, ID, InterfaceType } from 'type-graphql';

/** A class of a module that imports this one, named in a decorated signature: keeps it out of the metadata, where it is not there yet. */
export type Ref<T> = T;

@InterfaceType({ description: '有全局标识的对象。 Anything with a global id.' })
export abstract class Node {
  @Field(() => ID, { description: '全局标识，不透明。 Global id, opaque.' })
  readonly id!: string;
}
