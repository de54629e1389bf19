import { Arg, Args, Ctx, FieldResolver, Float, Query, Resolver, Root } from 'type-graphql';
import type { SectionKey } from '../../form/draft';
import type { GraphContext } from '../context';
import { SectionKeyEnum } from '../enums';
import { search } from '../search';
import { similarReports } from '../similar';
import { type Connection, PageArgs } from '../types/connection';
import { Report } from '../types/report';
import { ReportFilter, reportsAsk } from '../types/report-filter';
import { SearchConnection, type SearchHit } from '../types/search';
import { type SimilarReport, SimilarReportConnection } from '../types/similar';

@Resolver(() => Report)
export class TextResolver {
  @FieldResolver(() => SimilarReportConnection, {
    description:
      '文字雷同的报告，最相似的在前：与本机关上一年、与当年其他机关逐节比对现行文字。 Reports whose text it resembles, the most similar first: each section of the current text against the body’s own last year and all other bodies of the year.',
  })
  similar(
    @Root() report: Report,
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('minSimilarity', () => Float, {
      defaultValue: 0.8,
      description: '相似度下限，大于 0、不超过 1。 Least similarity, above 0 and at most 1.',
    })
    minSimilarity: number,
    @Arg('section', () => SectionKeyEnum, { nullable: true, description: '只比对这一部分。 Only this section.' })
    section?: SectionKey | null,
  ): Promise<Connection<SimilarReport>> {
    return similarReports(context, report, { minSimilarity, section: section ?? undefined }, page);
  }

  @Query(() => SearchConnection, {
    description:
      '检索机关名称、报告标题和正文：须含全部检索词，空格分隔，标点和符号不起作用。机关在前（筛选条件涉及报告时不列），报告依相关程度。 Full text over names of bodies, titles and narratives: every term, separated by spaces, must be found; marks and operators mean nothing. Bodies come first, unless the filter says something of reports; then reports by relevance.',
  })
  async search(
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('text', () => String, { description: '检索词，至多 200 字。 What is searched for, 200 characters at most.' })
    text: string,
    @Arg('filter', () => ReportFilter, { nullable: true, description: '筛选。 Which ones.' })
    filter?: ReportFilter | null,
  ): Promise<Connection<SearchHit>> {
    return search(context, text, await reportsAsk(context, filter), page);
  }
}
