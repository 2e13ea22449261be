import { describe } from 'vitest';
import { applicants } from './store-contract/applicant.ts';
import { clock } from './store-contract/clock.ts';
import { content } from './store-contract/content.ts';
import { erasing } from './store-contract/erasing.ts';
import { finding } from './store-contract/finding.ts';
import { imports } from './store-contract/imports.ts';
import { links } from './store-contract/links.ts';
import { mail } from './store-contract/mail.ts';
import { matching } from './store-contract/matching.ts';
import { checkIns } from './store-contract/check-ins.ts';
import { offers } from './store-contract/offers.ts';
import { questions } from './store-contract/questions.ts';
import { runs } from './store-contract/runs.ts';
import { staff } from './store-contract/staff.ts';
import { taking } from './store-contract/taking.ts';
import { whole } from './store-contract/whole.ts';
import { working } from './store-contract/working.ts';
import type { Open } from './store-contract/samples.ts';

const subjects = [
  taking,
  finding,
  erasing,
  working,
  matching,
  runs,
  offers,
  questions,
  checkIns,
  imports,
  content,
  links,
  applicants,
  mail,
  staff,
  clock,
  whole,
];

/** The behaviour of every store on any database. */
export function describeStore(name: string, open: Open): void {
  describe(`the store on ${name}`, () => {
    for (const describeSubject of subjects) describeSubject(open);
  });
}
