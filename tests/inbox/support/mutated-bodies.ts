import fc from 'fast-check';
import type { FormId } from '#forms/form.ts';
import { answersOf, formIds, multipart, urlEncoded } from './answers.ts';
import { jsonType } from './abuse-corpus.ts';
import { json } from './inbox.ts';

/** A body to post to a form. */
export interface Mutation {
  form: FormId;
  body: Buffer<ArrayBuffer>;
  headers: Record<string, string>;
}

/** True if the answer follows the contract: never 5xx, a `next` with every success and no refusal, always a message. */
export async function keepsContract(response: Response): Promise<boolean> {
  if (response.status >= 500) return false;
  if (response.status === 303) return response.headers.get('location')?.startsWith('/sent/') ?? false;
  if (response.headers.get('content-type')?.includes('text/html'))
    return response.status >= 400 && (await response.text()).includes('<h1>');
  const body = await json(response);
  if (response.status === 200) return typeof body.next === 'string' && typeof body.id === 'string';
  const messages = body.errors?.map(({ message }) => message) ?? [body.error];
  return (
    !('next' in body) &&
    messages.length > 0 &&
    messages.every((message) => typeof message === 'string' && message !== '')
  );
}

/** Changes some bytes of a valid body: replaced, cut, doubled or inserted. */
const spoiled = (body: Buffer) =>
  fc
    .array(fc.tuple(fc.nat(body.length), fc.nat(30), fc.uint8Array({ maxLength: 20 }), fc.boolean()), {
      minLength: 1,
      maxLength: 4,
    })
    .map((changes) =>
      changes.reduce<Buffer>((bytes, [at, length, put, doubles]) => {
        const start = Math.min(at, bytes.length);
        const end = doubles ? Math.max(0, start - length) : start + length;
        return Buffer.concat([bytes.subarray(0, start), put, bytes.subarray(end)]);
      }, body),
    );

async function bodiesOf(form: FormId): Promise<[Buffer, string][]> {
  const answers = answersOf(form);
  const encoded = new Response(multipart(answers));
  return [
    [Buffer.from(JSON.stringify(answers)), 'application/json'],
    [Buffer.from(urlEncoded(answers)), 'application/x-www-form-urlencoded'],
    [Buffer.from(await encoded.clone().arrayBuffer()), encoded.headers.get('content-type') ?? ''],
  ];
}

const contentType = (type: string) =>
  fc.oneof(
    { weight: 20, arbitrary: fc.constant(type) },
    { weight: 1, arbitrary: fc.string().map((text) => text.replace(/[^\x20-\x7e]/g, '')) },
  );

/** Valid bodies of each form in each encoding with some bytes changed. */
async function spoiledBodies(): Promise<fc.Arbitrary<Mutation>> {
  const kinds = await Promise.all(
    formIds.map(async (form) =>
      (await bodiesOf(form)).map(([body, type]) =>
        fc.record({
          form: fc.constant(form),
          body: spoiled(body).map((bytes) => Buffer.from(bytes)),
          headers: fc.record({
            'Content-Type': contentType(type),
            Accept: fc.constantFrom('application/json', 'text/html', '*/*'),
          }),
        }),
      ),
    ),
  );
  return fc.oneof(...kinds.flat());
}

/** Any names with any values, alone or added to valid answers. */
const anyAnswers = (): fc.Arbitrary<Mutation> => {
  const name = fc.oneof(
    fc.constantFrom(...Object.keys(answersOf('mentee')), '_next', '_subject', '_replyto', 'queued_at', 'round'),
    fc.string({ unit: 'binary' }),
  );
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.string()),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.double(),
  );
  return fc
    .tuple(fc.constantFrom(...formIds), fc.dictionary(name, value), fc.boolean())
    .map(([form, changes, isValid]) => ({
      form,
      body: Buffer.from(JSON.stringify(isValid ? { ...answersOf(form), ...changes } : changes)),
      headers: jsonType,
    }));
};

/** Bodies near real ones: nine of ten have changed bytes, the others any names and values. */
export const mutations = async (): Promise<fc.Arbitrary<Mutation>> =>
  fc.oneof({ weight: 9, arbitrary: await spoiledBodies() }, { weight: 1, arbitrary: anyAnswers() });
