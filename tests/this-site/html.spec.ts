import { HtmlValidate, StaticConfigLoader } from 'html-validate/node';
import { expect, test } from '@playwright/test';
import { folder, pages } from '../support/site.ts';

/** Rules that differ from html-validate's recommendation, each with its reason. */
const validator = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    extends: ['html-validate:recommended', 'html-validate:document'],
    rules: {
      // Every script is our own, from our own server, under a policy that allows no other.
      'require-sri': 'off',
      // Safari takes the role from lists without bullets, unless it is named.
      'no-redundant-role': 'off',
      // A button in a form sends it, which is what these are for; the attribute would cost bytes on every page.
      'no-implicit-button-type': 'off',
      // A no-break space would be copied along with a telephone number, and a narrow screen may break it.
      'tel-non-breaking': 'off',
      // Some speech-recognition software finds a control by `for` only, also inside its label.
      'no-redundant-for': 'off',
      // Several choices of one question share its name: that is how they are posted.
      'form-dup-name': 'off',
      // Markdown's line breaks come as `<br/>`, which is as valid.
      'void-style': 'off',
      // The site's name follows a title of up to 70 characters, which the content check keeps.
      'long-title': ['error', { maxlength: 100 }],
    },
  }),
);

test('every page is valid HTML', async () => {
  const problems: string[] = [];
  for (const { file, path } of pages) {
    const { results } = await validator.validateFile(`${folder}/${file}`);
    for (const { messages } of results) {
      for (const { ruleId, message, selector } of messages)
        problems.push(`${path} ${ruleId}: ${message} (${selector ?? ''})`);
    }
  }
  expect(problems).toEqual([]);
});
