import { mkdirSync, realpathSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import packageJson from '../package.json' with { type: 'json' };

/** What the command line says. */
export interface Options {
  /** The folder of local inputs, without links; undefined if none may be read. */
  readonly root?: string;
  /** The folder for results, without links; undefined if none may be written. */
  readonly downloads?: string;
  readonly allowPaid: boolean;
  readonly maxJobs: number;
  readonly baseUrl?: string;
}

// What stands behind its name may be the key.
const unknownOption = /(unknown option '(?:--[a-z-]+|-.)).*'/s;

/**
 * Reads the command line; throws if there is nothing to serve, after it has said why. A key that is given as an option
 * appears in no log.
 */
export function readOptions(argv: readonly string[]): Options {
  return new Command('chamelaion-mcp')
    .description('An MCP server for the Chamelaion API. It speaks over stdio: an agent starts it, not a person.')
    .version(packageJson.version)
    .option('--root <dir>', 'folder whose media files may be uploaded (default: none)', toFolder(false))
    .option('--downloads <dir>', 'folder that results are downloaded to (default: none)', toFolder(true))
    .option('--allow-paid', 'submit paid jobs without asking a person', false)
    .option('--max-jobs <number>', 'paid jobs that one session may start', toCount, 5)
    .option('--base-url <url>', 'the API (default: CHAMELAION_BASE_URL, then the real one)')
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(unknownOption, "$1'")) })
    .showHelpAfterError('(see chamelaion-mcp --help)')
    .addHelpText('after', '\nThe API key comes from the environment variable CHAMELAION_API_KEY alone.')
    .parse(argv)
    .opts<Options>();
}

function toFolder(mayMake: boolean) {
  return (path: string): string => {
    try {
      if (mayMake) mkdirSync(path, { recursive: true });
      // The dot leads nowhere from a file.
      return realpathSync(`${path}/.`);
    } catch {
      throw new InvalidArgumentError('This is not a folder, or it cannot be used: choose another folder.');
    }
  };
}

function toCount(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a whole number of at least 0.');
}
