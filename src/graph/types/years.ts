import { Field, InputType } from 'type-graphql';
import { Year } from '../scalars';

@InputType({ description: '年度范围，含两端。 A range of years, both ends included.' })
export class YearRange {
  @Field(() => Year, { description: '起。 First year.' })
  from!: number;

  @Field(() => Year, { description: '止。 Last year.' })
  to!: number;
}
