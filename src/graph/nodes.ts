/** Objects by their global ids. */
import { findKind } from '../form/kinds';
import { findMetric } from '../form/metrics';
import type { GraphContext } from './context';
import { readId } from './ids';
import { departmentWith } from './types/department';
import { Finding } from './types/finding';
import { kindType } from './types/kind';
import { typeOf } from './types/metric';
import type { Node } from './types/node';
import { Region } from './types/region';
import { reportWith } from './types/report';

/** The object that an id stands for; undefined where there is none. */
export async function nodeWith(context: GraphContext, id: string): Promise<Node | undefined> {
  const read = readId(id);
  if (!read) return undefined;
  const { type, key } = read;
  const number = Number(key);
  switch (type) {
    case 'Region': {
      const region = context.store.regions.byCode(key);
      return region && new Region(region);
    }
    case 'Metric': {
      const metric = findMetric(key);
      return metric && typeOf(metric);
    }
    case 'DepartmentKind': {
      const kind = findKind(key);
      return kind && kindType(kind);
    }
    case 'Department':
      return Number.isSafeInteger(number) ? departmentWith(context, number) : undefined;
    case 'Report':
      return Number.isSafeInteger(number) ? reportWith(context, number) : undefined;
    case 'Finding': {
      const record = Number.isSafeInteger(number) ? await context.records.findings.load(number) : undefined;
      return record && new Finding(record);
    }
  }
}
