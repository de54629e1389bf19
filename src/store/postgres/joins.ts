/**
 * How tables are joined. The planner does not know how long a list of keys is, and takes it for a hundred of them: it would read
 * whole tables for one report, on a shard for seconds. So connections join by keys only, and what looks at much says so.
 */

/** Options of a connection. */
export const BY_KEYS = '-c enable_hashjoin=off -c enable_mergejoin=off';

/** Within a transaction that looks at much: every way to join. */
export const ANY_WAY = 'SET LOCAL enable_hashjoin = on; SET LOCAL enable_mergejoin = on';

/** The same for single statements, with a plan for the values that each of them has. */
export const FOR_MUCH = `${ANY_WAY}; SET LOCAL plan_cache_mode = force_custom_plan`;
