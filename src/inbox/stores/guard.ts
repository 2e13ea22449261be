/** Rethrows an error: a refusal of the database as `StoreUnavailable`, any other unchanged. */
type RefuseError = (error: unknown) => never;

type StoreMethods = Record<string, (...parameters: never[]) => Promise<unknown>>;

/** Returns the methods with refusals of the database as `StoreUnavailable`. */
export const guarded = <T extends StoreMethods>(methods: T, refuse: RefuseError): T =>
  Object.fromEntries(
    Object.entries(methods).map(([name, method]) => [
      name,
      (...parameters: never[]) => method(...parameters).catch(refuse),
    ]),
  ) as T;

/** Returns the items with a refusal of the database as `StoreUnavailable`. */
export async function* guardedEach<T>(items: AsyncIterable<T>, refuse: RefuseError): AsyncIterable<T> {
  try {
    yield* items;
  } catch (error) {
    refuse(error);
  }
}
