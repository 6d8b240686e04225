import { inputs, kinds } from '@chamelaion/spec/operations';
import { Command, Option } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { fieldOptions, toInteger, toNumber } from './field-options.ts';
import type { Io } from './io.ts';
import { fieldsOf, jobCommands, kindNames, makesFolder, mediaOf, toKind } from './job-kinds.ts';
import { loadEnvFile } from './load-env-file.ts';
import type { Handler } from './session.ts';

/** A command: its words, what it does, loaded when it runs, its options, and further lines of its help. */
type Entry = readonly [
  path: string,
  summary: string,
  example: string,
  load: () => Promise<Handler<never>>,
  options?: readonly Option[],
  more?: string,
];

const option = (flags: string, words: string, read?: (text: string) => unknown) => {
  const made = new Option(flags, words);
  return read ? made.argParser(read) : made;
};
const must = (flags: string, words: string) => option(flags, words).makeOptionMandatory();

const yes = option('--yes', 'pay without being asked');
const wait = option('--wait <seconds>', 'wait at most so long (default: 3600, a translation 21600)', toNumber);
const force = option('--force', 'replace files that are there');
const all = option('--all', 'all of them, page after page');
const store = must('--store <store>', 'a folder, or a postgres:// URL for several workers').env('CHAMELAION_STORE');
const kind = option(`--kind <${kindNames.join('|')}>`, 'kind of the job', toKind).default(kindNames[0]);
const reference = option('--reference <text>', 'the job with this reference, in place of an id');
const limits = [
  option('--max-running <n>', 'jobs at the API at once (default: 100)', toInteger),
  option('--per-minute <n>', 'submissions a minute (default: 60)', toInteger),
  yes,
];
const report = option('--format <format>', 'of the table').choices(['csv', 'json']).default('csv');
const catalogue = `
A catalogue is CSV with a header, or JSON lines (.jsonl). Its columns are key,
kind, output, ${[...new Set(kindNames.flatMap(mediaOf))].join(', ')}, and fields of the job, such as target_languages, in
which a semicolon separates languages. Paths begin at the current folder.
`;

const paid = jobCommands.map(({ name, kind, summary, example }): Entry => {
  const submit = async () => (await import('./commands/submit.ts')).submitter(kind);
  const out = makesFolder(kind)
    ? must('--out <folder>', 'where the results go')
    : must('--out <file>', 'where the result goes');
  const media = mediaOf(kind).map((type) => must(`--${type} <file|url>`, `the ${type}`));
  const fields = fieldOptions(fieldsOf(kind)).map((field) => field.helpGroup('Fields of the job:'));
  return [name, summary, example, submit, [...media, out, force, wait, yes, ...fields]];
});

/** A handler by its name in a module, which is loaded when it runs. */
const of =
  <Name extends string>(load: () => Promise<Record<Name, Handler<never>>>, name: Name) =>
  async (): Promise<Handler<never>> =>
    (await load())[name];

const batch = () => import('./commands/batch.ts');
const run = [
  store,
  option('--out <folder>', 'where results go, below the current folder').default('.'),
  option('--dry-run', 'check the catalogue, say what it costs, and do no more'),
  option('--recover [id]', 'look for every item first: for a store that was lost, put back or cannot be read'),
  ...limits,
];
const table = [store, option('--out <file>', 'write to this file (default: stdout)'), report];
const toRun = 'catalogue.csv --out out/ --store ./dubs';
const catalogues: readonly Entry[] = [
  ['batch run <catalogue>', 'submit what is new, and download it all', toRun, of(batch, 'run'), run, catalogue],
  ['batch work', 'work on a store, as one more worker', '--store ./dubs', of(batch, 'worker'), [store, ...limits]],
  ['batch status', 'how the batch stands', '--store ./dubs', of(batch, 'status'), [store]],
  ['batch retry [keys...]', 'try again what failed', 'ep-42 --store ./dubs', of(batch, 'retry'), [store, yes]],
  ['batch pause [reason]', 'submit nothing more', '"until Monday" --store ./dubs', of(batch, 'pause'), [store]],
  ['batch resume', 'end a pause', '--store ./dubs', of(batch, 'resume'), [store]],
  ['batch export', 'write all items as a table', '--store ./dubs --out dubs.csv', of(batch, 'exportItems'), table],
];

const jobs = () => import('./commands/jobs.ts');
const filters = fieldOptions(Object.assign({}, ...kindNames.map((name) => inputs[kinds[name].find].query)));
const place = must('--out <path>', 'a file, or a folder for a translation');
const filter = fieldOptions(inputs['videoTranslate.voices.list'].query);
const voices = of(() => import('./commands/voices.ts'), 'voices');
const looking: readonly Entry[] = [
  ['jobs list', 'list jobs', '--kind videoTranslate --status failed', of(jobs, 'list'), [kind, all, ...filters]],
  ['jobs get [id]', 'show a job as it stands', '--reference ep-42', of(jobs, 'get'), [kind, reference]],
  ['jobs wait [id]', 'wait until it is completed', '--reference ep-42', of(jobs, 'wait'), [kind, reference, wait]],
  [
    'jobs download [id]',
    'wait for a job, and download its result',
    '--reference ep-42 --out out.mp4',
    of(jobs, 'download'),
    [kind, reference, place, force, wait],
  ],
  ['voices', 'list the voices of translations', '--language de --search warm', voices, [all, ...filter]],
];

const account = () => import('./commands/account.ts');
const keys: readonly Entry[] = [
  ['login', 'store a key, typed hidden or sent through a pipe', '< key.txt', of(account, 'login')],
  ['logout', 'remove the stored key', '', of(account, 'logout')],
  ['whoami', 'print the name of the key', '', of(account, 'whoami')],
];

const mock = of(() => import('./commands/mock.ts'), 'mock');
const completion = of(() => import('./commands/complete.ts'), 'completion');
const tools: readonly Entry[] = [
  [
    'doctor',
    'check Node, proxy, network, TLS, clock, key and disk',
    '',
    of(() => import('./commands/doctor.ts'), 'doctor'),
  ],
  ['mock [args...]', 'start a mock of the API: no key, no credits', '--port 4010', mock],
  ['completion <shell>', 'complete commands in bash, zsh, fish or powershell', 'bash >> ~/.bashrc', completion],
];

const groups: Readonly<Record<string, readonly Entry[]>> = {
  'Paid work:': [...paid, ...catalogues],
  'Looking:': looking,
  'The key:': keys,
  'Tools:': tools,
};
const parents: Readonly<Record<string, readonly [summary: string, example: string]>> = {
  batch: ['catalogues of jobs: they go on where they stopped', 'run catalogue.csv --out out/ --store ./dubs'],
  jobs: ['list jobs, wait for one, download its result', 'list --kind videoTranslate'],
};

const ending = `
The key comes from CHAMELAION_API_KEY, --env-file, or chamelaion login.
Exit codes: 0 done, 1 the API or a job failed, 2 wrong usage, or not allowed
to pay, 3 unfinished or unknown, can be resumed, 130 interrupted.

Example:
  $ chamelaion dub --video clip.mp4 --audio voice.wav --out out.mp4`;

/** The whole command line; `act` runs the command that was chosen. */
export function createProgram(io: Io, act: (command: Command, load: Entry[3]) => Promise<void>): Command {
  const program = new Command('chamelaion')
    .description('Lip sync and video translation by the Chamelaion API, paid once.')
    .version(packageJson.version, '-V, --version', 'print the version')
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      // Told by run, in words or as JSON.
      outputError: () => {},
      getOutHelpWidth: () => Math.min(io.stdout.columns || 80, 80),
      getErrHelpWidth: () => Math.min(io.stderr.columns || 80, 80),
    })
    .option('--json', 'print the result as JSON on stdout')
    .option('--quiet', 'tell no progress on stderr')
    .option('--env-file <file>', 'read CHAMELAION_API_KEY and others from this file')
    .option('--base-url <url>', 'URL of the API, such as that of a mock server')
    .addOption(option('--environment <name>', "the vendor's server").choices(['production', 'staging']))
    .option('--timeout <seconds>', 'how long one attempt may take (default: 60)', toNumber)
    .option('--max-retries <n>', 'how often a request is sent again (default: 2)', toInteger)
    .option('--settle <seconds>', 'how long to look for a job whose answer was lost (default: 30)', toNumber)
    // Before options of commands, such as --store, are looked for in the environment.
    .hook('preSubcommand', (whole) => loadEnvFile(whole.opts()['envFile']))
    .addHelpText('after', ending);
  for (const [group, entries] of Object.entries(groups)) {
    program.commandsGroup(group);
    for (const [path, summary, example, load, options = [], more = ''] of entries) {
      const [name = '', rest = ''] = Object.hasOwn(parents, path.split(' ')[0] ?? '') ? path.split(/ (.*)/) : [];
      const parent =
        name === ''
          ? program
          : (program.commands.find((one) => one.name() === name) ??
            describe(program.command(name), parents[name]?.[0] ?? '').addHelpText(
              'after',
              `\nExample:\n  $ chamelaion ${name} ${parents[name]?.[1]}`,
            ));
      const command = describe(parent.command(rest || path), summary);
      for (const one of options) command.addOption(one);
      const words = [...(name ? [name] : []), command.name(), example].join(' ').trim();
      command.addHelpText('after', `${more}\nExample:\n  $ chamelaion ${words}`).action(() => act(command, load));
    }
  }
  return program;
}

function describe(command: Command, summary: string): Command {
  return command.summary(summary).description(`${summary[0]?.toUpperCase()}${summary.slice(1)}.`);
}
