import { Field, InputType } from 'type-graphql';
import type { Scope } from '../../form/draft';
import { ScopeEnum } from '../enums';
import { RegionCode, Year } from '../scalars';

/** A report as a client hands it in, and what the document does not say. */
@InputType()
export abstract class HandedInReport {
  @Field(() => String, {
    nullable: true,
    description: '文本，或结构化报告（JSON Lines 的一行）。 Text, or a structured report: one line of JSON Lines.',
  })
  text?: string | null;

  @Field(() => String, { nullable: true, description: '文件内容，base64。 Content of a file, in base64.' })
  content?: string | null;

  @Field(() => String, { nullable: true, description: '文件名。 Name of the file.' })
  fileName?: string | null;

  @Field(() => RegionCode, {
    nullable: true,
    description: '文档未说明时的区划。 The region, where the document does not say it.',
  })
  region?: string | null;

  @Field(() => String, {
    nullable: true,
    description: '文档未说明时的机关名称。 Name of the body, where the document does not say it.',
  })
  department?: string | null;

  @Field(() => Year, {
    nullable: true,
    description: '文档未说明时的年度。 The year, where the document does not say it.',
  })
  year?: number | null;

  @Field(() => ScopeEnum, {
    nullable: true,
    description: '文档未说明时的统计范围。 The scope, where the document does not say it.',
  })
  scope?: Scope | null;
}
