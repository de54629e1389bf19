/** Whether what refers to something finds it: a file that was made by hand may name what is not there. */
import { REGION_LEVELS } from '../../plan/basis';
import type { Connection } from '../connection';
import { damagedStore } from './lines';

const refers = (table: string, column: string, to: string, id = 'id'): string =>
  `SELECT 1 AS one FROM ${table} t LEFT JOIN ${to} o ON o.${id} = t.${column}
    WHERE t.${column} IS NOT NULL AND o.${id} IS NULL LIMIT 1`;

/** Each finds something where a store is not one that this program could have written. */
const BREACHES: readonly string[] = [
  // A tree under the nation: each region within the range of its parent, and on a lower level.
  `SELECT 1 AS one FROM region c LEFT JOIN region p ON p.id = c.parent_id WHERE CASE WHEN c.id = 0
    THEN c.level <> 0 OR c.parent_id IS NOT NULL
    ELSE p.id IS NULL OR c.level <= p.level OR c.level >= ${REGION_LEVELS.length} OR c.id <= p.id OR c.range_end < c.id OR c.range_end > p.range_end
    END LIMIT 1`,
  'SELECT 1 AS one WHERE NOT EXISTS (SELECT 1 FROM region WHERE id = 0)',
  refers('department', 'region_id', 'region'),
  refers('deadline', 'region_id', 'region'),
  refers('report', 'department_id', 'department'),
  `SELECT 1 AS one FROM report r JOIN department d ON d.id = r.department_id
    WHERE r.region_id <> d.region_id OR r.kind_id <> d.kind_id LIMIT 1`,
  refers('report', 'document_id', 'document'),
  refers('section', 'document_id', 'document'),
  refers('report_version', 'report_id', 'report'),
  refers('reading', 'report_id', 'report'),
  refers('finding', 'report_id', 'report'),
  refers('finding', 'department_id', 'department'),
  refers('finding', 'region_id', 'region'),
  refers('rollup', 'region_id', 'region'),
  refers('expectation', 'region_id', 'region'),
];

/** @throws DAMAGED_FILE */
export async function checkReferences(connection: Connection): Promise<void> {
  for (const sql of BREACHES)
    if (await connection.get(sql))
      throw damagedStore({ zh: '有记录所指的内容不存在', en: 'something refers to what is not there' });
}
