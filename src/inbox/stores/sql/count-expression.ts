import { sql, type RawBuilder } from 'kysely';

/** Counts rows as a number. Without the cast, PostgreSQL counts in 64 bits, which its driver returns as text. */
export const countOf = (what: RawBuilder<unknown> = sql`*`) => sql<number>`cast(count(${what}) as integer)`;
