/** Rethrows an error: a refusal of the database as `StoreUnavailable`, any other unchanged. */
type RefuseError = (error: unknown) => never;

type StoreFunctions<First> = Record<string, (first: First, ...rest: never[]) => Promise<unknown>>;

/** The same functions without their first parameter. */
export type Bound<Functions> = {
  [Name in keyof Functions]: Functions[Name] extends (first: never, ...rest: infer Rest) => infer Result
    ? (...rest: Rest) => Result
    : never;
};

/** Returns the functions with their first parameter given, and refusals of the database as `StoreUnavailable`. */
export const guarded = <First, Functions extends StoreFunctions<First>>(
  first: First,
  functions: Functions,
  refuse: RefuseError,
): Bound<Functions> =>
  Object.fromEntries(
    Object.entries(functions).map(([name, run]) => [name, (...rest: never[]) => run(first, ...rest).catch(refuse)]),
  ) as Bound<Functions>;

/** Returns the items with a refusal of the database as `StoreUnavailable`. */
export async function* guardedEach<T>(items: AsyncIterable<T>, refuse: RefuseError): AsyncIterable<T> {
  try {
    yield* items;
  } catch (error) {
    refuse(error);
  }
}
