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
  test('follow one another, forth and back', () => {
    expect(mentee.steps.map(({ id }) => id)).toEqual(steps);
    expect(steps.map((id) => nextStep(mentee, id))).toEqual([...steps.slice(1), undefined]);
    expect(steps.map((id) => previousStep(mentee, id))).toEqual([undefined, ...steps.slice(0, -1)]);
  });

  test('have their place for “Step 2 of 5”', () => {
    expect(positionOf(mentee, 'about-you')).toBe(1);
    expect(() => positionOf(mentee, 'nowhere')).toThrow('has no step nowhere');
  });
});

describe('the step that is due', () => {
  test('is the first that is not complete', () => {
    expect(firstStepDue(mentee, {}, context)).toBe('can-you-apply');
    expect(firstStepDue(mentee, { status: 'student' }, context)).toBe('about-you');
    expect(firstStepDue(mentee, without(student(), 'goals'), context)).toBe('goals');
    expect(firstStepDue(mentee, student({ timeZone: 'Mars/Olympus' }), context)).toBe('meeting');
  });

  test('is the check when only that is left, and when nothing is', () => {
    expect(firstStepDue(mentee, without(student(), 'understood'), context)).toBe('check');
    expect(firstStepDue(mentee, student(), context)).toBe('check');
  });

  test('is the gate for someone who cannot apply', () => {
    expect(firstStepDue(mentee, student({ status: 'neither' }), context)).toBe('can-you-apply');
  });

  test('comes again when a changed answer opens another path', () => {
    expect(firstStepDue(mentee, student({ status: 'graduate', graduated: '2025-06' }), context)).toBe('check');
    expect(firstStepDue(mentee, student({ status: 'graduate' }), context)).toBe('can-you-apply');
  });

  test('of a form on one page is that page', () => {
    expect(firstStepDue(ask, {}, context)).toBe('request');
    expect(firstStepDue(ask, question(), context)).toBe('request');
  });
});

describe('jumping ahead', () => {
  test('leads to the step that is due', () => {
    expect(reachableStep(mentee, 'check', { status: 'student' }, context)).toBe('about-you');
    expect(reachableStep(mentee, 'meeting', {}, context)).toBe('can-you-apply');
  });

  test('back leads there', () => {
    expect(reachableStep(mentee, 'can-you-apply', student(), context)).toBe('can-you-apply');
    expect(reachableStep(mentee, 'goals', student(), context)).toBe('goals');
  });

  test('to no step leads to the one that is due', () => {
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

  test('every step before the one that is due is complete, and it is not unless it is the last', () => {
    fc.assert(
      fc.property(some, (sent) => {
        const due = positionOf(mentee, firstStepDue(mentee, sent, context));
        steps.slice(0, due).forEach((id) => expect(validateStep(mentee, id, sent, context).ok).toBe(true));
        if (due < steps.length - 1) expect(validateStep(mentee, steps[due] ?? '', sent, context).ok).toBe(false);
      }),
    );
  });

  test('going on from a complete step never leads past the one that is due', () => {
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
