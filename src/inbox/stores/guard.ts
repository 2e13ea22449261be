/** Rethrows an error: a refusal of the database as `StoreUnavailable`, any other unchanged. */
type Refuse = (error: unknown) => never;

type Asking = Record<string, (...parameters: never[]) => Promise<unknown>>;

/** Returns the methods with refusals of the database as `StoreUnavailable`. */
export const guarded = <T extends Asking>(methods: T, refuse: Refuse): T =>
  Object.fromEntries(
    Object.entries(methods).map(([name, method]) => [
      name,
      (...parameters: never[]) => method(...parameters).catch(refuse),
    ]),
  ) as T;

/** Returns the items with a refusal of the database as `StoreUnavailable`. */
export async function* guardedEach<T>(items: AsyncIterable<T>, refuse: Refuse): AsyncIterable<T> {
  try {
    yield* items;
  } catch (error) {
    refuse(error);
  }
}
