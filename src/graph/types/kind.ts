import { Arg, Ctx, Field, ID, ObjectType } from 'type-graphql';
import { KINDS, type KindDef } from '../../form/kinds';
import type { GraphContext } from '../context';
import { writeId } from '../ids';
import { Node } from './node';

@ObjectType({
  implements: Node,
  description:
    '机关类别，如司法、公安：同类机关由此可比。 Kind of department, so that bodies of a kind can be compared.',
})
export class DepartmentKind implements Node {
  @Field(() => ID, { description: '全局标识。 Global id.' })
  readonly id: string;

  @Field(() => String, { description: '代号，如 "justice"。 Code: "justice".' })
  readonly code: string;

  @Field(() => Boolean, {
    description: '是否每个县级政府通常都有。 Whether each county-level government has such a body as a rule.',
  })
  readonly standard: boolean;

  constructor(private readonly kind: KindDef) {
    this.id = writeId('DepartmentKind', kind.code);
    this.code = kind.code;
    this.standard = kind.standard;
  }

  @Field(() => String, { description: '名称。 Name.' })
  label(
    @Ctx() context: GraphContext,
    @Arg('locale', () => String, {
      nullable: true,
      description: '语言：zh 或 en，默认随请求。 zh or en; the request’s unless given.',
    })
    locale?: string | null,
  ): string {
    return (locale ?? context.locale) === 'en' ? this.kind.en : this.kind.zh;
  }
}

const TYPES = new Map(KINDS.map((kind) => [kind, new DepartmentKind(kind)]));

/** The one object of a kind. */
export function kindType(kind: KindDef): DepartmentKind {
  return TYPES.get(kind)!;
}
