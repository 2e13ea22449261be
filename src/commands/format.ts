import { execute, packageScript } from './execute.ts';

const { code } = await execute(packageScript('prettier/bin/prettier.cjs'), ['--write', '--log-level=warn', '.'], {
  show: true,
});
process.exitCode = code;
