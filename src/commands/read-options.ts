import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Reads the options that were typed after a command. Ends the process with the usage for `--help`, and if an option is not known or lacks its value. */
export function readOptions<const T extends ParseArgsConfig>(
  usage: string,
  config: T,
): ReturnType<typeof parseArgs<T>> {
  if (process.argv.includes('--help', 2)) {
    console.log(usage);
    process.exit();
  }
  try {
    return parseArgs(config);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith('ERR_PARSE_ARGS')) throw error;
    // The other sentences are about file names that begin with a dash.
    console.error(`${message.split('. ')[0]}.\n\n${usage}`);
    process.exit(1);
  }
}
