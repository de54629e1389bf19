import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: '输入的一个问题。 A problem of the input.', simpleResolvers: true })
export class UserError {
  @Field(() => String, { description: '代号，固定不变。 Its code, stable.' })
  code!: string;

  @Field(() => String, { description: '说明，语言随请求。 What it is, in the request’s language.' })
  message!: string;

  @Field(() => String, { description: '中文说明。 In Chinese.' })
  zh!: string;

  @Field(() => String, { description: '英文说明。 In English.' })
  en!: string;

  @Field(() => [String], { nullable: true, description: '所涉输入字段。 The field of the input that it is about.' })
  path?: readonly string[];
}
