import type { FormId } from '#forms/form.ts';
import { answersOf, type PostedAnswers } from './answers.ts';
import type { JsonAnswer } from './inbox.ts';

/** Posts answers over the network as a script does. */
export const postTo = (
  address: URL,
  answers: PostedAnswers = answersOf('ask'),
  { form = 'ask', headers = {} }: { form?: FormId; headers?: Record<string, string> } = {},
): Promise<Response> =>
  fetch(new URL(`/f/${form}`, address), {
    method: 'POST',
    headers: { Accept: 'application/json', 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(answers),
  });

/** Returns the acknowledged id; undefined if the submission was refused or the connection ended. */
export async function acknowledgedBy(sent: Promise<Response>): Promise<string | undefined> {
  try {
    const { ok, id } = (await (await sent).json()) as JsonAnswer;
    return ok ? id : undefined;
  } catch {
    return undefined;
  }
}
