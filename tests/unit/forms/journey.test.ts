import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ask } from '#forms/ask.ts';
import { fieldsOf } from '#forms/form.ts';
import { firstStepDue, nextStep, positionOf, previousStep, reachableStep } from '#forms/journey.ts';
import { mentee } from '#forms/mentee.ts';
import { validateStep } from '#forms/validate.ts';
import { context, question, student, without, type Sent } from './examples.ts';

const steps = ['can-you-apply', 'about-you', 'goals', 'meeting', 'check'];

describe('steps', () => {
  test('follow each other forwards and backwards', () => {
    expect(mentee.steps.map(({ id }) => id)).toEqual(steps);
    expect(steps.map((id) => nextStep(mentee, id))).toEqual([...steps.slice(1), undefined]);
    expect(steps.map((id) => previousStep(mentee, id))).toEqual([undefined, ...steps.slice(0, -1)]);
  });

  test('have an index for “Step 2 of 5”', () => {
    expect(positionOf(mentee, 'about-you')).toBe(1);
    expect(() => positionOf(mentee, 'nowhere')).toThrow('has no step nowhere');
  });
});

describe('the first step due', () => {
  test('is the first incomplete step', () => {
    expect(firstStepDue(mentee, {}, context)).toBe('can-you-apply');
    expect(firstStepDue(mentee, { status: 'student' }, context)).toBe('about-you');
    expect(firstStepDue(mentee, without(student(), 'goals'), context)).toBe('goals');
    expect(firstStepDue(mentee, student({ timeZone: 'Mars/Olympus' }), context)).toBe('meeting');
  });

  test('is the check step when all others are complete', () => {
    expect(firstStepDue(mentee, without(student(), 'understood'), context)).toBe('check');
    expect(firstStepDue(mentee, student(), context)).toBe('check');
  });

  test('is the first step for someone who cannot apply', () => {
    expect(firstStepDue(mentee, student({ status: 'neither' }), context)).toBe('can-you-apply');
  });

  test('moves back when a changed answer adds a question', () => {
    expect(firstStepDue(mentee, student({ status: 'graduate', graduated: '2025-06' }), context)).toBe('check');
    expect(firstStepDue(mentee, student({ status: 'graduate' }), context)).toBe('can-you-apply');
  });

  test('is the only step of a form on one page', () => {
    expect(firstStepDue(ask, {}, context)).toBe('request');
    expect(firstStepDue(ask, question(), context)).toBe('request');
  });
});

describe('jumping ahead', () => {
  test('leads to the first step due', () => {
    expect(reachableStep(mentee, 'check', { status: 'student' }, context)).toBe('about-you');
    expect(reachableStep(mentee, 'meeting', {}, context)).toBe('can-you-apply');
  });

  test('leads back to a complete step', () => {
    expect(reachableStep(mentee, 'can-you-apply', student(), context)).toBe('can-you-apply');
    expect(reachableStep(mentee, 'goals', student(), context)).toBe('goals');
  });

  test('leads from an unknown step to the first step due', () => {
    expect(reachableStep(mentee, 'nowhere', { status: 'student' }, context)).toBe('about-you');
    expect(reachableStep(mentee, '', {}, context)).toBe('can-you-apply');
  });
});

describe('from any set of answers', () => {
  const names = fieldsOf(mentee).map(({ name }) => name);
  const some = fc
    .tuple(
      fc.subarray(names),
      fc.dictionary(fc.constantFrom(...names), fc.constantFrom('', 'student', 'graduate', 'phone', '2025-06', 'x')),
    )
    .map(([left, changed]): Sent => without(student(changed), ...left));

  test('every step before the first step due is complete, and that step is not unless it is the last', () => {
    fc.assert(
      fc.property(some, (sent) => {
        const due = positionOf(mentee, firstStepDue(mentee, sent, context));
        steps.slice(0, due).forEach((id) => expect(validateStep(mentee, id, sent, context).ok).toBe(true));
        if (due < steps.length - 1) expect(validateStep(mentee, steps[due] ?? '', sent, context).ok).toBe(false);
      }),
    );
  });

  test('going on from a complete step never leads past the first step due', () => {
    fc.assert(
      fc.property(some, fc.constantFrom(...steps), (sent, wanted) => {
        const reached = reachableStep(mentee, wanted, sent, context);
        expect(positionOf(mentee, reached)).toBeLessThanOrEqual(
          positionOf(mentee, firstStepDue(mentee, sent, context)),
        );
        expect(reachableStep(mentee, reached, sent, context)).toBe(reached);
      }),
    );
  });
});
