import { randomUUID } from 'node:crypto';
import type { RawAnswers } from '#forms/answers/answers.ts';
import type { Round } from '#forms/dates/deadline.ts';
import type { Form } from '#forms/form.ts';
import { knowledge } from '#forms/knowledge.ts';
import { referenceOf } from '#forms/answers/reference.ts';
import { fastestPerson, readSubmission, type Envelope } from '#forms/submission.ts';
import { validateForm, type Judgement, type Problem } from '#forms/validate.ts';
import { minute, type Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { decideRound, type RoundDecision } from '../rounds.ts';
import {
  StoreUnavailable,
  type Acceptance,
  type NewSubmission,
  type Store,
  type SubmissionName,
} from '../stores/store.ts';
import type { Vault } from '../vault.ts';
import { busy, Refusal } from './refusal.ts';
import { sealContent, sealDiffering } from './sealed-content.ts';

/** The parts needed to store a submission. */
export interface ReceivingServices {
  store: Store;
  vault: Vault;
  rounds: readonly Round[];
  /** Gives the rounds as they counted at an earlier instant (ISO). */
  content: { roundsAt(instant: string): readonly Round[] };
  clock: Clock;
  log: Log;
}

export interface Receipt {
  submissionId: string;
  reference: string;
  /** True if it was sent before the deadline and arrived after it. */
  isLate: boolean;
  /** `_next` as it was sent. */
  next: string | undefined;
  /** The result, for the log. */
  outcome: 'new' | 'late' | 'suspect' | 'repeated';
}

/** For how long equal answers of one sender without an id count as the same submission. */
const repeatMs = 10 * minute;

/**
 * Validates a posted form and stores it; resolves only after it is on the disk.
 * @param client the sender's address and browser, for submissions without an id
 * @param admit called before anything is stored; may throw a refusal
 * @throws {Refusal} with the reason, in words for the applicant; nothing is stored then
 */
export async function receive(
  services: ReceivingServices,
  form: Form,
  posted: RawAnswers,
  client: string,
  admit: () => Promise<void>,
): Promise<Receipt> {
  const { answers, envelope, problems } = readSubmission(form, posted);
  if (!Object.values(answers).some((value) => (typeof value === 'string' ? value : value.join('')).trim() !== '')) {
    throw new Refusal(400, 'Nothing was filled in. Answer the questions, then send the form again.', { code: 'EMPTY' });
  }
  if (envelope.copiesAsked)
    services.log.warn({ form: form.id }, 'copies to others were asked for (_cc); none are sent');

  const now = services.clock();
  const { rounds, content } = services;
  const ofRound = decideRound(rounds, now, envelope, content.roundsAt(envelope.queuedAt ?? now.toISOString()));
  const decision: RoundDecision = form.needsRound ? ofRound : { taken: true, isLate: false, round: ofRound.round };
  const judgement = validateForm(form, answers, {
    now: momentOfSending(decision, envelope, now),
    ...knowledge,
  });
  const refusal = refusalOf(decision, problems, judgement);
  if (!refusal) {
    await admit();
    return storeSubmission(services, form, judgement.answers, envelope, decision, now, client);
  }

  // A submission that was stored before stays valid even if it would be refused at this moment.
  const earlier = await repeated(services, form, answers, envelope, now);
  if (earlier) return earlier;
  throw refusal;
}

/** Returns the instant at which a submission is validated: for a late one from a queue, when the applicant sent it. */
const momentOfSending = (decision: RoundDecision, { queuedAt }: Envelope, now: Date) =>
  decision.taken && decision.isLate && queuedAt !== undefined ? new Date(queuedAt) : now;

function refusalOf(decision: RoundDecision, problems: readonly Problem[], judgement: Judgement): Refusal | undefined {
  if (!decision.taken) return new Refusal(403, decision.sentence, { code: 'INACTIVE' });
  const all = [...problems, ...(judgement.ok ? [] : judgement.problems)];
  const exit = judgement.ok ? undefined : judgement.exit;
  return all.length > 0 ? new Refusal(422, 'Validation errors', { problems: all, exit }) : undefined;
}

async function storeSubmission(
  services: ReceivingServices,
  form: Form,
  answers: RawAnswers,
  envelope: Envelope,
  decision: RoundDecision,
  now: Date,
  client: string,
): Promise<Receipt> {
  const { vault } = services;
  const body = JSON.stringify(answers);
  const submissionId = envelope.submissionId ?? randomUUID();
  const name: SubmissionName = { form: form.id, submissionId };
  const isSuspect = envelope.trapped || (envelope.elapsed !== undefined && envelope.elapsed < fastestPerson);
  const isLate = decision.taken && decision.isLate;
  const email = typeof answers['email'] === 'string' ? answers['email'] : undefined;
  const submission: NewSubmission = {
    ...name,
    reference: referenceOf(submissionId),
    arrived: isSuspect ? 'suspect' : isLate ? 'late' : 'new',
    round: decision.round?.id ?? null,
    formVersion: envelope.formVersion ?? form.version,
    receivedAt: now.toISOString(),
    queuedAt: envelope.queuedAt ?? null,
    ...sealContent(vault, name, answers, envelope),
    bodyCode: vault.code('body', body),
    emailCode: email === undefined ? null : vault.emailCode(email),
    repeat: envelope.submissionId
      ? null
      : {
          code: vault.code('repeat', JSON.stringify([form.id, client, body])),
          since: new Date(now.getTime() - repeatMs).toISOString(),
        },
    duplicates: form.needsRound ? 'of-round' : form.id === 'contact' ? 'none' : 'of-open',
    // A machine may have made the address up, so no mail goes to it; the team is still told.
    mail: isSuspect ? ['notice'] : ['receipt', 'notice'],
  };
  const accepted = await refuseUnlessStored(services, services.store.accept(submission));
  if (accepted.differs) await storeDiffering(services, accepted, answers, now);
  return receipt(accepted, envelope, accepted.isNew ? submission.arrived : 'repeated');
}

/** Returns the receipt of the submission stored under this id; undefined if there is none. */
async function repeated(
  services: ReceivingServices,
  form: Form,
  answers: RawAnswers,
  envelope: Envelope,
  now: Date,
): Promise<Receipt | undefined> {
  if (envelope.submissionId === undefined) return undefined;
  const name = { form: form.id, submissionId: envelope.submissionId };
  const earlier = await refuseUnlessStored(services, services.store.find(name));
  if (!earlier) return undefined;
  await storeDiffering(services, name, answers, now);
  return receipt(earlier, envelope, 'repeated');
}

async function storeDiffering(
  services: ReceivingServices,
  { form, submissionId }: SubmissionName,
  answers: RawAnswers,
  now: Date,
) {
  const name = { form, submissionId };
  const code = services.vault.code('body', JSON.stringify(answers));
  const content = sealDiffering(services.vault, name, answers);
  await refuseUnlessStored(services, services.store.addDiffering(name, now.toISOString(), code, content));
}

const receipt = (
  { submissionId, reference, arrived }: Pick<Acceptance, 'submissionId' | 'reference' | 'arrived'>,
  { next }: Envelope,
  outcome: Receipt['outcome'],
): Receipt => ({ submissionId, reference, isLate: arrived === 'late', next, outcome });

async function refuseUnlessStored<T>(services: ReceivingServices, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    services.log.error({ reason: error.message }, 'the database took no submission');
    throw busy();
  }
}
