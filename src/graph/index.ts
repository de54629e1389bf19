/** The schema and what an operation on it needs. */
import 'reflect-metadata';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { resolveDirectly } from './direct-fields';
import { AnalysisResolver } from './resolvers/analysis';
import { DraftResolver } from './resolvers/draft';
import {
  DepartmentFindingsResolver,
  FindingsResolver,
  RegionFindingsResolver,
  ReportFindingsResolver,
} from './resolvers/findings';
import { MutationResolver } from './resolvers/mutation';
import { OversightResolver } from './resolvers/oversight';
import { QueryResolver } from './resolvers/query';
import { TextResolver } from './resolvers/text';
import { DepartmentKind } from './types/kind';
import { MetricType } from './types/metric';

export { createContext, type DraftGate, type Locale, type Role } from './context';
export { formatError } from './errors';

let built: Promise<GraphQLSchema> | undefined;

/** The schema; built once a process. */
export function buildGraphSchema(): Promise<GraphQLSchema> {
  built ??= build();
  return built;
}

async function build(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: [
      QueryResolver,
      AnalysisResolver,
      OversightResolver,
      DraftResolver,
      FindingsResolver,
      ReportFindingsResolver,
      DepartmentFindingsResolver,
      RegionFindingsResolver,
      TextResolver,
      MutationResolver,
    ],
    orphanedTypes: [MetricType, DepartmentKind],
    validate: false,
  });
  resolveDirectly(schema);
  // TypeGraphQL has no place for the descriptions of the root types.
  schema.getQueryType()!.description = '查询：报告、机关、区划、指标、统计。 What can be asked.';
  schema.getMutationType()!.description =
    '修改：需要令牌；输入的问题见 userErrors。 What can be changed, with a token; problems of the input are in userErrors.';
  return schema;
}

/** The SDL of the schema, sorted by name: what `schema/schema.graphql` holds. */
export async function printSDL(): Promise<string> {
  return `${printSchema(lexicographicSortSchema(await buildGraphSchema()))}\n`;
}
