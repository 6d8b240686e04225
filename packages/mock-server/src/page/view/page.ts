import { find, setText } from './dom.ts';
import { readFault, showFields } from './fault-form.ts';
import { duration } from './moments.ts';
import { say } from './say.ts';
import { showState } from './show-state.ts';

const pollMs = 500;
const unreachable = 'The mock does not answer. This page tries again until it does.';

let turn = 0;

/** Asks the mock, and shows its state unless something newer was asked meanwhile; false if that failed. */
async function ask(path: string, init?: RequestInit): Promise<boolean> {
  const asked = ++turn;
  const response = await fetch(path, init).catch(() => undefined);
  const answer = await response?.json().catch(() => undefined);
  if (!response?.ok || !answer) {
    setText(find('problem'), answer?.error ?? unreachable);
    return false;
  }
  if (find('problem').textContent === unreachable) setText(find('problem'), '');
  if (asked === turn) {
    showState(answer);
    showFields();
  }
  return true;
}

async function act(action: string, body: unknown, done: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  if (!(await ask(`page/${action}`, { method: 'POST', headers, body: JSON.stringify(body) }))) return;
  setText(find('problem'), '');
  say(done);
}

let timer: ReturnType<typeof setTimeout> | undefined;

/** Follows the mock as long as somebody looks. */
async function poll(): Promise<void> {
  await ask('page/state');
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(poll, pollMs);
}

const advance = (ms: number) => act('advance', { ms }, `The time went on by ${duration(ms)}.`);

for (const button of find('advance').querySelectorAll<HTMLElement>('[type=button]')) {
  button.addEventListener('click', () => advance(Number(button.dataset['ms'])));
}
find('advance').addEventListener('submit', (event) => {
  event.preventDefault();
  advance(find<HTMLInputElement>('seconds').valueAsNumber * 1_000);
});
find('fail-next').addEventListener('input', showFields);
find('fail-next').addEventListener('submit', (event) => {
  event.preventDefault();
  act('fail-next', readFault(), 'The fault waits for its request.');
});
find('reset').addEventListener('click', () => act('reset', {}, 'The mock has forgotten everything but the time.'));
document.addEventListener('visibilitychange', poll);
poll();
