/** Resolves as the promise does; with undefined when it rejects or takes longer than `milliseconds`, as blocked storage can. */
export async function withTimeout<T>(milliseconds: number, work: Promise<T> | undefined): Promise<T | undefined> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, milliseconds, undefined));
  return Promise.race([work?.catch(() => undefined), late]);
}
