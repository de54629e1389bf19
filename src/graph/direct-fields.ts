/**
 * Fields that are asked of each of many subjects, resolved without TypeGraphQL: of every argument it makes a promise, though there is
 * nothing to validate, and a field whose figures are held then costs several times what reading them does.
 */
import { type GraphQLSchema, isInterfaceType } from 'graphql';
import type { Basis } from '../plan/basis';
import type { GraphContext } from './context';
import type { Years } from './measures';
import type { Measurable } from './types/measurable';

/** Arguments as graphql-js coerced them by the schema. */
interface Arguments {
  readonly metric: string;
  readonly metrics: string[];
  readonly year: number;
  readonly years: Years;
  readonly basis: Basis;
  readonly kind?: string | null;
}

type Direct = (subject: Measurable, args: Arguments, context: GraphContext) => unknown;

const DIRECT: Readonly<Record<'measure' | 'measures' | 'series', Direct>> = {
  measure: (subject, { metric, year, basis, kind }, context) => subject.measure(context, metric, year, basis, kind),
  measures: (subject, { metrics, year, basis, kind }, context) => subject.measures(context, metrics, year, basis, kind),
  series: (subject, { metric, years, basis, kind }, context) => subject.series(context, metric, years, basis, kind),
};

/** Gives the fields of everything that has numbers their resolvers. */
export function resolveDirectly(schema: GraphQLSchema): void {
  const measurable = schema.getType('Measurable');
  if (!isInterfaceType(measurable)) throw new Error('no interface Measurable');
  for (const type of schema.getPossibleTypes(measurable)) {
    const fields = type.getFields();
    for (const [name, resolve] of Object.entries(DIRECT)) fields[name]!.resolve = resolve;
  }
}
