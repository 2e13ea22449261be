/** What the promise gives in so many milliseconds; undefined where it fails or takes longer, as blocked storage does. */
export async function withTimeout<T>(milliseconds: number, work: Promise<T> | undefined): Promise<T | undefined> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, milliseconds, undefined));
  return Promise.race([work?.catch(() => undefined), late]);
}
