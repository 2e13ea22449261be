import { execute, packageScript } from './execute.ts';
import { readOptions } from './read-options.ts';

readOptions('npm run format', {});

const { code } = await execute(packageScript('prettier/bin/prettier.cjs'), ['--write', '--log-level=warn', '.'], {
  show: true,
});
process.exitCode = code;
