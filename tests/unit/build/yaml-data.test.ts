import { expect, it } from 'vitest';
import { yamlData } from '#src/build/plugins/yaml-data.ts';

const { transform } = yamlData() as unknown as {
  transform: { handler: (code: string, path: string) => { code: string } };
};

it('gives the data of a YAML file, null for an empty one, and keeps a day as text', () => {
  const read = (yaml: string) => transform.handler(yaml, '/content/tasks.yaml').code;
  expect(read('- to: /apply/\n  from: 2027-02-11')).toBe('export default [{"to":"/apply/","from":"2027-02-11"}];');
  expect(read('# nothing yet\n')).toBe('export default null;');
});
