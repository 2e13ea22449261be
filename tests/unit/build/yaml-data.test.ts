import { expect, it } from 'vitest';
import { yamlData } from '#src/build/plugins/yaml-data.ts';

const { transform } = yamlData() as unknown as {
  transform: { handler: (code: string, path: string) => { code: string } };
};

it('gives the data of a YAML file, and of its new text once that has changed', () => {
  const read = (yaml: string, path = '/content/tasks.yaml') => transform.handler(yaml, path).code;
  expect(read('- to: /apply/')).toBe('export default [{"to":"/apply/"}];');
  expect(read('- to: /apply/')).toBe('export default [{"to":"/apply/"}];');
  expect(read('- to: /help/')).toBe('export default [{"to":"/help/"}];');
  expect(read('- to: /ask/', '/content/support.yaml')).toBe('export default [{"to":"/ask/"}];');
});
