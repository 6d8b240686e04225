import { inputs } from '@chamelaion/spec/operations';
import { Command, Option, type OutputConfiguration } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { fieldOptions, fromFile, toInteger, toMilliseconds } from './field-options.ts';
import { fieldsOf, filters, jobWords, kindNames, makesFolder, mediaOf } from './job-kinds.ts';
import type { Handler } from './session.ts';

/** Loads handlers by the names of their commands: of a command that runs, and of no other. */
export type Load = () => Promise<{ readonly [command: string]: Handler }>;
const account: Load = async () => (await import('./commands/account.ts')).account;
const batch: Load = async () => (await import('./commands/batch.ts')).batch;
const doctor: Load = () => import('./commands/doctor.ts');
const jobs: Load = async () => (await import('./commands/jobs.ts')).jobs;
const submit: Load = async () => (await import('./commands/submit.ts')).submit;
const tools: Load = async () => (await import('./commands/tools.ts')).tools;

const option = (flags: string, words: string, read?: (text: string) => unknown) => {
  const made = new Option(flags, words);
  return read ? made.argParser(read) : made;
};
// Read at once, before options of commands, such as --store, are looked for in the environment.
const readEnv = fromFile((path) => process.loadEnvFile(path));
const must = (flags: string, words: string) => option(flags, words).makeOptionMandatory();
const yes = option('--yes', 'pay without being asked');
const waiting = 'how long to wait at most (default: 3600; for a translation 21600)';
const wait = option('--wait <seconds>', waiting, toMilliseconds);
const force = option('--force', 'replace files that are there');
const all = option('--all', 'list all, not only the first page');
const kind = option('--kind <kind>', 'kind of the job').choices(kindNames).default(kindNames[0]);
const place = must('--out <path>', 'a file, or a folder for a translation');
const store = must('--store <store>', 'a folder, or a postgres:// URL for several workers').env('CHAMELAION_STORE');
const running = option('--max-running <n>', 'jobs at the API at once (default: 100)', toInteger);
const pace = option('--per-minute <n>', 'submissions a minute (default: 60)', toInteger);
const below = option('--out <folder>', 'where results go, below the current folder').default('.');
const dry = option('--dry-run', 'only check the catalogue, and say what would be paid for');
const recover = option('--recover [id]', 'look for every item first: for a store that was lost or cannot be read');
const file = option('--out <file>', 'write to this file (default: stdout)');
const voiceFilters = fieldOptions(inputs['videoTranslate.voices.list'].query);

/** A command: its words, what it does, its options, and further lines of its help. */
type Entry = readonly [path: string, words: string, example: string, load?: Load, options?: Option[], more?: string];
const paid = kindNames.map((kind): Entry => {
  const { command, summary, example } = jobWords[kind];
  const out = must(makesFolder(kind) ? '--out <folder>' : '--out <file>', 'where the result goes');
  const media = mediaOf(kind).map((type) => must(`--${type} <file|url>`, `the ${type}`));
  const fields = fieldOptions(fieldsOf(kind)).map((field) => field.helpGroup('Fields of the job:'));
  return [command, summary, example, submit, [...media, out, force, wait, yes, ...fields]];
});
const catalogue = `
A catalogue is CSV with a header, or JSON lines (.jsonl). Its columns are key,
kind, output, ${[...new Set(kindNames.flatMap(mediaOf))].join(', ')}, and fields of the job, such as target_languages, in
which a semicolon separates languages. Paths begin at the current folder.
`;
const toRun = [store, below, dry, recover, force, running, pace, yes];
const runExample = 'catalogue.csv --out out/ --store ./dubs';
const id = '7b1c5e0a-3f0e-4c5e-8d55-1f0f6a7f3a10';

const groups: Readonly<Record<string, readonly Entry[]>> = {
  'Paid work:': [
    ...paid,
    ['batch', 'catalogues of jobs: they go on where they stopped', `run ${runExample}`],
    ['batch run <catalogue>', 'submit what is new, and download it all', runExample, batch, toRun, catalogue],
    ['batch work', 'work on a store, as one more worker', '--store ./dubs', batch, [store, running, pace, yes]],
    ['batch status', 'how the batch stands', '--store ./dubs', batch, [store]],
    ['batch retry [keys...]', 'try again what failed', 'ep-42 --store ./dubs', batch, [store, yes]],
    ['batch pause [reason]', 'submit nothing more', '"until Monday" --store ./dubs', batch, [store]],
    ['batch resume', 'end a pause', '--store ./dubs', batch, [store]],
    ['batch export', 'write all items as a table', '--store ./dubs --out dubs.csv', batch, [store, file]],
  ],
  'Looking:': [
    ['jobs', 'list jobs, wait for one, download its result', 'list --kind videoTranslate'],
    ['jobs list', 'list jobs', '--kind videoTranslate --status failed', jobs, [kind, all, ...fieldOptions(filters)]],
    ['jobs get <id>', 'show a job as it stands', id, jobs, [kind]],
    ['jobs wait <id>', 'wait until it is completed', id, jobs, [kind, wait]],
    ['jobs download <id>', 'wait for it, and download it', `${id} --out a.mp4`, jobs, [kind, place, force, wait]],
    ['voices', 'list the voices of translations', '--language de --search warm', jobs, [all, ...voiceFilters]],
  ],
  'The key:': [
    ['login', 'store a key, typed hidden or sent through a pipe', '< key.txt', account],
    ['logout', 'remove the stored key', '', account],
    ['whoami', 'print the name of the key', '', account],
  ],
  'Tools:': [
    ['doctor', 'check Node, disk, proxy, key, network, TLS and clock', '', doctor],
    ['mock [args...]', 'start a mock of the API: no key, no credits', '--port 4010', tools],
    ['completion <shell>', 'complete commands in bash, zsh, fish or powershell', 'bash >> ~/.bashrc', tools],
  ],
};

const ending = `
The key comes from CHAMELAION_API_KEY, --env-file, or chamelaion login.
Exit codes: 0 done, 1 the API or a job failed, 2 wrong usage, or --yes is
missing, 3 unfinished or unknown, can be resumed, 130 interrupted.

Example:
  $ chamelaion dub ${jobWords.lipsync.example}`;

/** The whole command line; `act` runs the command that was chosen. */
export function createProgram(
  output: OutputConfiguration,
  act: (command: Command, load: Load) => Promise<void>,
): Command {
  const program = new Command('chamelaion')
    .description('Lip sync and video translation by the Chamelaion API, paid once.')
    .version(packageJson.version, '-V, --version', 'print the version')
    .exitOverride()
    .configureHelp({ showGlobalOptions: true, minWidthToWrap: 20 })
    .configureOutput(output)
    .option('--json', 'print the result as JSON on stdout')
    .option('--quiet', 'print no progress on stderr')
    .option('--env-file <file>', 'read CHAMELAION_API_KEY and others from this file', readEnv)
    .option('--base-url <url>', 'URL of the API, such as that of a mock server')
    .addOption(option('--environment <name>', "the vendor's server").choices(['production', 'staging']))
    .option('--timeout <seconds>', 'how long one attempt may take (default: 60)', toMilliseconds)
    .option('--max-retries <n>', 'how often a request is sent again (default: 2)', toInteger)
    .option('--settle <seconds>', 'how long to look for a job whose answer was lost (default: 30)', toMilliseconds)
    .addHelpText('after', ending);
  for (const [group, entries] of Object.entries(groups)) {
    program.commandsGroup(group);
    for (const [path, summary, example, load, options = [], more = ''] of entries) {
      const [first = '', rest] = path.split(/ (?=\w)/);
      const parent = program.commands.find((command) => rest && command.name() === first) ?? program;
      const command = parent.command(rest ?? first).summary(summary);
      command.description(`${summary[0]?.toUpperCase()}${summary.slice(1)}.`);
      for (const one of options) command.addOption(one);
      const words = ['chamelaion', ...(rest ? [first] : []), command.name()].join(' ');
      command.addHelpText('after', `${more}\nExample:\n  $ ${`${words} ${example}`.trim()}`);
      command.exitOverride((error) => {
        const strange = command.args.find((word) => word.startsWith('-'));
        // A misspelt option is why the right one is missing.
        if (error.code === 'commander.missingMandatoryOptionValue' && strange) {
          error.message = `unknown option '${strange}', and ${error.message.replace(/^error: /, '')}`;
        }
        throw Object.assign(error, { next: `See ${words} --help.` });
      });
      if (load) command.action(() => act(command, load));
    }
  }
  return program;
}
