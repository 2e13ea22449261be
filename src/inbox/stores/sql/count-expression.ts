import { sql, type RawBuilder } from 'kysely';

/** How many rows have it, as a number: PostgreSQL counts in 64 bits, which its driver gives as text. */
export const counted = (what: RawBuilder<unknown> = sql`*`) => sql<number>`cast(count(${what}) as integer)`;
