import type { ShownJob } from '../page-state.ts';
import { link, make, setText } from './dom.ts';
import { duration, moment } from './moments.ts';

/** `videoTranslate` in words. */
export function words(kind: string): string {
  const spaced = kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** A job as a row of the table, without what changes with every moment. */
export function jobRow({ kind, id, reference, status, steps, failure, files }: ShownJob, now: number): HTMLElement {
  const current = steps.findLast((step) => step.status === status);
  const look = failure ? 'bad' : current === steps.at(-1) ? 'good' : '';
  const names = steps.map((step) =>
    make('li', step === current ? { 'aria-current': 'step' } : {}, `${step.status} `, moment(step.at, now)),
  );
  const badge = make('span', { class: `badge ${look}` }, status);
  return make(
    'tr',
    { class: status },
    cell(
      make('strong', {}, words(kind)),
      make('div', {}, make('code', {}, id)),
      ...(reference === undefined ? [] : [make('div', { class: 'soft' }, 'reference ', make('code', {}, reference))]),
    ),
    cell(
      make('div', { class: 'bar' }, badge, make('span', { class: 'soft left' })),
      make('progress', { 'aria-label': `Progress of ${id}` }),
      make('ol', { class: 'steps' }, ...names),
    ),
    cell(
      make('p', { class: 'failure' }, failure ?? ''),
      make('div', { class: 'files' }, ...files.map(({ name, url }) => link(name, url))),
      make('p', { class: 'soft lateness' }),
    ),
  );
}

const cell = (...children: Node[]) => make('td', {}, ...children);

/** Updates what changes with every moment. */
export function updateRow(row: Element, { steps, retrievableAt, listedAt }: ShownJob, now: number): void {
  const [from, to] = [steps[0]?.at ?? 0, steps.at(-1)?.at ?? 0];
  const set = (name: string, text: string) => setText(row.querySelector(name) as Element, text);
  row.querySelector('progress')?.setAttribute('value', String(to > now ? (now - from) / (to - from) : 1));
  set('.left', to > now ? `ends in ${duration(to - now)}` : '');
  const [until, what] = retrievableAt > now ? [retrievableAt, 'Hidden'] : [listedAt, 'Not in lists'];
  set('.lateness', until > now ? `${what} for ${duration(until - now)}, by a fault` : '');
}
