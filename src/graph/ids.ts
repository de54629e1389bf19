/** Global ids: opaque to clients, the type and its own key inside. */
import { findKind } from '../form/kinds';
import { Problem } from '../form/problem';
import { kindNumber } from '../plan/basis';

const NODE_TYPES = ['Region', 'Department', 'Report', 'Metric', 'DepartmentKind', 'Finding'] as const;
export type NodeType = (typeof NODE_TYPES)[number];

export interface GlobalId {
  readonly type: NodeType;
  /** A region's code, a metric's key, a kind's code, otherwise a number. */
  readonly key: string;
}

export function writeId(type: NodeType, key: string | number): string {
  return Buffer.from(`${type}:${key}`).toString('base64url');
}

/** What an id stands for; undefined where it is none of ours. */
export function readId(id: string): GlobalId | undefined {
  const [type, key, ...rest] = Buffer.from(id, 'base64url').toString('utf8').split(':');
  if (!key || rest.length > 0 || !(NODE_TYPES as readonly string[]).includes(type!)) return undefined;
  return { type: type as NodeType, key };
}

const NAMES: Readonly<Record<NodeType, string>> = {
  Region: '行政区划',
  Department: '行政机关',
  Report: '报告',
  Metric: '指标',
  DepartmentKind: '机关类别',
  Finding: '校验结果',
};

function isNot(type: NodeType, id: string): Problem {
  return new Problem('BAD_INPUT', `“${id}”不是${NAMES[type]}的 ID`, `"${id}" is not the id of a ${type}`);
}

/** The number of a department, report or finding. @throws BAD_INPUT where the id is of another type, or none */
export function numberOf(type: NodeType, id: string): number {
  const read = readId(id);
  if (read?.type !== type || !/^\d{1,15}$/.test(read.key)) throw isNot(type, id);
  return Number(read.key);
}

/** The number of a kind, given by its id or, for queries written by hand, by its code. @throws UNKNOWN_KIND */
export function kindOfId(id: string): number {
  const read = readId(id);
  const kind = findKind(read?.type === 'DepartmentKind' ? read.key : id);
  if (kind) return kindNumber(kind);
  throw new Problem(
    'UNKNOWN_KIND',
    `没有机关类别“${id}”：见 departmentKinds`,
    `There is no kind of department "${id}": see departmentKinds`,
  );
}

/** The numbers of kinds, each once: one that is named twice, by id and by code, is counted once. @throws UNKNOWN_KIND */
export function kindsOfIds(ids: readonly string[]): number[] {
  return [...new Set(ids.map(kindOfId))];
}
