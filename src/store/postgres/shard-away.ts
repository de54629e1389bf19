/** What the coordinator says where another server does not answer, told to people. */
import { Problem } from '../../form/problem';

/** Classes of states: of connections, and of a server that ends. */
const GONE = /^(08|57P)/;

/** The problem that an error is, where it is one of a shard that is away. */
export function shardAway(error: unknown): Problem | undefined {
  const { code, message, where } = error as { code?: string; message?: string; where?: string };
  const server = /server "(gongkai_s\d\d)"/.exec(message ?? '')?.[1];
  if (!GONE.test(code ?? '') || !(server || where?.includes('remote SQL command'))) return undefined;
  const told = server === undefined ? '' : ` (${server})`;
  return new Problem(
    'SHARD_AWAY',
    `存放这部分报告的服务器暂时无法访问${told}：汇总不受影响，请稍后再试`,
    `The server that holds these reports cannot be reached${told}: totals are not affected, try again later`,
  );
}
