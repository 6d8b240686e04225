import type { PageState } from '../page-state.ts';
import { fill, find, make, setText } from './dom.ts';
import { jobRow, updateRow, words } from './job-row.ts';
import { dayOf, moment, timestamp } from './moments.ts';
import { say } from './say.ts';

/** Shows the mock as it stands. */
export function showState(state: PageState): void {
  const { now, clock, jobs, jobCount, requests, requestCount, baseURL } = state;
  const day = dayOf(now);
  setText(find('base-url'), baseURL);
  find('now').setAttribute('datetime', timestamp(now));
  setText(find('now'), timestamp(now).replace('T', ' ').replace('Z', ' UTC'));
  setText(
    find('clock-kind'),
    clock === 'manual' ? 'Time stands still until you advance it.' : 'Time flows; advance it to skip a wait.',
  );

  const rows = fill('jobs', jobs, (job) => jobRow(job, now), day);
  for (const [index, job] of jobs.entries()) updateRow(rows[index] as Element, job, now);
  find('job-table').hidden = jobs.length === 0;
  find('no-jobs').hidden = jobs.length > 0;
  setText(find('no-jobs'), state.stateless ? stateless : noJobs);
  setText(find('job-count'), howMany(jobs.length, jobCount));
  // Once, when the page opens.
  if (find('examples').childElementCount === 0) find('examples-fold').toggleAttribute('open', jobs.length === 0);
  fill('examples', state.examples, exampleItem);

  fill('requests', [...requests].reverse(), (request) => requestItem(request, now), day);
  find('requests').hidden = requests.length === 0;
  find('no-requests').hidden = requests.length > 0;
  setText(find('request-count'), howMany(requests.length, requestCount));

  fill('faults', state.faults, faultItem);
  const option = (value: string, text: string) => make('option', { value }, text);
  fill('fault', Object.entries({ status: '', ...state.faultEffects }), ([name, effect]) =>
    option(name, effect ? `${name}: ${effect}` : 'a status'),
  );
  fill('on', ['', ...state.operations], (id) => option(id, id || 'any operation'));

  const moments = jobs.flatMap((job) => [...job.steps.map(({ at }) => at), job.retrievableAt, job.listedAt]);
  const next = Math.min(...moments.filter((at) => at > now));
  const nextStep = find<HTMLButtonElement>('next-step');
  nextStep.disabled = next === Number.POSITIVE_INFINITY;
  nextStep.dataset['ms'] = String(Math.ceil(next - now));
}

const noJobs = 'No jobs yet. Copy a command from below into a terminal, and watch the job here.';
const stateless = 'This mock is stateless: it keeps no jobs, and answers with examples.';

function howMany(shown: number, all: number): string {
  if (shown < all) return `the newest ${shown} of ${all}`;
  return all > 1 ? `${all}, the newest first` : '';
}

function requestItem(
  { method, path, operation, at, status, fault }: PageState['requests'][number],
  now: number,
): Element {
  const look = status === undefined || status >= 400 || fault ? 'bad' : 'good';
  const note = [operation, fault && `fault injected: ${fault}`].filter(Boolean).join(', ');
  return make(
    'li',
    { class: look },
    moment(at, now),
    make('code', {}, `${method} ${path}`),
    make('span', { class: `badge ${look}` }, String(status ?? 'no answer')),
    make('span', { class: 'soft' }, note),
  );
}

function faultItem({ name, when, left, on }: PageState['faults'][number]): Element {
  const requests = left === 1 ? 'next request' : `next ${left} requests`;
  const text = ` strikes the ${requests} to ${on.join(', ') || 'any operation'}, ${when} the mock acts`;
  return make('li', {}, make('code', {}, name), text);
}

function exampleItem({ kind, curl }: PageState['examples'][number]): Element {
  const button = make('button', { type: 'button', 'aria-label': `Copy ${words(kind)}` }, 'Copy');
  const text = make('pre', {}, curl);
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(curl);
      say('Copied. Paste it into a terminal.');
    } catch {
      // Not every origin may write to the clipboard.
      getSelection()?.selectAllChildren(text);
      say('Selected. Copy it with Ctrl+C or Cmd+C.');
    }
  });
  return make('li', {}, make('div', { class: 'bar' }, make('strong', {}, words(kind)), button), text);
}
