/** Errors that are not of a statement but of the server or the way to it, and what is said of them. */
import { Problem } from '../../form/problem';
import { shardAway } from './shard-away';

/** Of the operating system: nobody listens, the way is cut, the name leads nowhere, the socket's file is gone. */
const OF_NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
]);
/** Connection exceptions; ended by an administrator or a crash; starting or stopping; no room for another connection. */
const OF_SERVER = /^(?:08...|57P0[1-3]|53300)$/;
/** In the words of the driver. */
const OF_DRIVER = /^(?:Connection terminated|timeout expired|Client (?:has encountered|was closed))/;

/** A server that only reads was told to write: it is no primary, or no longer. */
const READ_ONLY = '25006';
/** A standby ended a statement that stood in the way of what it has to replay. */
const CONFLICTS = new Set(['40001', '40P01']);

export function codeOf(error: unknown): string | undefined {
  return (error as { code?: string } | undefined)?.code;
}

/** Whether the server or the connection to it was lost. */
export function isLost(error: unknown): boolean {
  // A server behind this one is away.
  if (shardAway(error)) return false;
  const { code, message = '' } = error as { code?: string; message?: string };
  if (code !== undefined && (OF_NETWORK.has(code) || OF_SERVER.test(code))) return true;
  return code === undefined && OF_DRIVER.test(message);
}

/** Whether a server cannot write at the moment. */
export function isNoPrimary(error: unknown): boolean {
  return isLost(error) || codeOf(error) === READ_ONLY;
}

/** Whether the same read may succeed a moment later on the same standby. */
export function isConflict(error: unknown): boolean {
  return CONFLICTS.has(codeOf(error) ?? '');
}

/** Whether the connection cannot be used again: it is lost, or the server says that it ends it. */
export function endsConnection(error: unknown): boolean {
  const { severity } = error as { severity?: string };
  // An error of the server has a state and leaves the connection as it was, unless it is fatal; any other one is of the connection.
  return severity === 'FATAL' || severity === 'PANIC' || !/^[0-9A-Z]{5}$/.test(codeOf(error) ?? '') || isLost(error);
}

export function readsUnavailable(): Problem {
  return new Problem(
    'STORE_UNAVAILABLE',
    '数据库暂时无法访问，请稍后再试',
    'The store cannot be reached at the moment: try again shortly',
  );
}

export function writesUnavailable(): Problem {
  return new Problem(
    'STORE_UNAVAILABLE',
    '主数据库暂时无法访问，没有作任何修改，请稍后再试；查询照常',
    'The primary of the store cannot be reached at the moment and nothing was changed: try again shortly; questions are answered meanwhile',
  );
}

/** The answer to a COMMIT never came. */
export function commitUnknown(): Problem {
  return new Problem(
    'STORE_UNAVAILABLE',
    '提交时与主数据库的连接中断，不能断定修改是否已保存；请稍后重做，同样的内容不会计两次',
    'The connection to the primary broke during the commit, so that nobody knows whether the change is stored: do it again shortly, the same content is never counted twice',
  );
}
