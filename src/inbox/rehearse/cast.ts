/** The made-up people of a rehearsal: their answers follow the site's own forms, whatever these ask. */
import { site } from '#site';
import { addDays } from '#forms/dates/calendar.ts';
import type { Round } from '#forms/dates/deadline.ts';
import type { Field, Form, FormId } from '#forms/form.ts';
import { randomOf } from './random.ts';

export interface MadeUpPerson {
  form: Form;
  submissionId: string;
  email: string;
  /** As a browser posts them. */
  answers: Record<string, string | string[]>;
}

export type CastSizes = Readonly<Record<'mentees' | 'mentors' | 'questions', number>>;

const givenNames =
  'Ada,Amir,Anya,Bea,Ben,Chidi,Clara,Dev,Ella,Emeka,Farah,Finn,Grace,Hana,Ines,Iris,Jo,Kai,Kit,Lena,Leo,Lou,Maya,Milo,Nia,Noor,Omar,Pia,Ravi,Rosa,Sam,Tess,Uma,Vera,Wei,Yusuf,Zoe'.split(
    ',',
  );
const familyNames =
  'Ash,Bell,Birch,Brook,Cole,Dale,Elm,Field,Ford,Glen,Hazel,Hill,Ivy,Kestrel,Lake,Lark,Marsh,Moss,Oak,Pine,Quill,Reed,Rivers,Rowan,Sage,Stone,Thorn,Vale,West,Wren,Yarrow'.split(
    ',',
  );

const sentences: Readonly<Record<string, string>> = {
  goals:
    'I want to find out which kinds of work suit me, to write applications that say so, and to apply before the summer.',
  question: 'How did you find your first job in this field, and what would you do differently if you began today?',
  bio: 'I came to this work by a roundabout way, enjoy it, and like to help with applications and first interviews.',
};
const otherSentence =
  'This answer was made up for a rehearsal, so that every page and every mail has something to show.';

/** Returns the people of each form, the same for the same seed. */
export function castOf(seed: string, sizes: CastSizes, forms: readonly Form[], round: Round): MadeUpPerson[] {
  const counts: Partial<Record<FormId, number>> = {
    mentee: sizes.mentees,
    mentor: sizes.mentors,
    ask: sizes.questions,
  };
  return forms.flatMap((form) =>
    Array.from({ length: counts[form.id] ?? 0 }, (_, index) =>
      personOf(`${seed} ${form.id} ${index}`, form, index, round),
    ),
  );
}

function personOf(seed: string, form: Form, index: number, round: Round): MadeUpPerson {
  const random = randomOf(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const submissionId = uuidFrom(random);
  const fullName = `${pick(givenNames)} ${pick(familyNames)}`;
  const email = form.id === 'mentor' ? `mentor${index + 1}@example.com` : studentEmail(form.id, index);
  const known: Record<string, string> = {
    fullName,
    email,
    status: 'student',
    studentNumber: (site.students.number?.example ?? '').replace(/\d+/, (digits) =>
      numbered(form.id, index, digits.length),
    ),
    conflict: random() < 0.95 ? 'no' : 'yes',
    timeZone: site.timeZone,
    capacity: random() < 0.65 ? '1' : '2',
    // The time of some ends soon after the round: they are asked to stay.
    keepUntil: addDays(round.cycleEnds, index % 6 === 1 ? 14 : 200),
  };
  const answers: Record<string, string | string[]> = {};
  for (const field of form.steps.flatMap(({ fields }) => fields)) {
    if (field.retired || field.optional || field.when?.holds(answers) === false) continue;
    answers[field.name] = known[field.name] ?? answerTo(field, random, pick);
  }
  return { form, submissionId, email, answers };
}

function answerTo(field: Field, random: () => number, pick: <T>(from: readonly T[]) => T): string | string[] {
  const values = (field.options ?? []).map(({ value }) => value);
  switch (field.kind) {
    case 'checkboxes':
    case 'ranked': {
      // “Not sure” stands alone.
      const rest = values.filter((value) => value !== 'not-sure');
      const count = Math.min(field.choices?.max ?? 1, rest.length, 1 + Math.floor(random() * 3));
      // Some are chosen more often than others, as in real rounds.
      return Array.from({ length: count }, () => rest.splice(Math.floor(random() ** 1.6 * rest.length), 1)[0]!);
    }
    case 'radio':
    case 'select':
      return pick(values);
    case 'confirm':
      return 'yes';
    case 'textarea':
      return sentences[field.name] ?? otherSentence;
    case 'number':
      return '2015';
    default:
      return `Made-up ${field.subject}`;
  }
}

/** Numbers that the two forms of students do not share. */
const numbered = (form: FormId, index: number, length: number) =>
  String((form === 'ask' ? 5 : 1) * 10 ** (length - 1) + index).slice(-length);

const studentEmail = (form: FormId, index: number) => {
  const [user = '', domain = 'example.com'] = site.students.exampleEmail.split('@');
  return /\d{3,}/.test(user)
    ? `${user.replace(/\d{3,}/, (digits) => numbered(form, index, digits.length))}@${domain}`
    : `${form}${index + 1}@${domain || 'example.com'}`;
};

function uuidFrom(random: () => number): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)].join('-');
}
