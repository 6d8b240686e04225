import { find } from './dom.ts';

const form = find<HTMLFormElement>('fail-next');
const values = (): Record<string, string> =>
  Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));

/** What the form asks for, as `failNext` takes it. */
export function readFault(): Record<string, unknown> {
  const { fault, status, times, on, when, lateMs, listLateMs } = values();
  const ms = (seconds = '0') => Number(seconds) * 1_000;
  return {
    fault: fault === 'status' ? { status: Number(status) } : fault,
    times: Number(times),
    on: on || undefined,
    when,
    lateMs: ms(lateMs),
    listLateMs: ms(listLateMs),
  };
}

/** Hides fields that have no effect on the chosen fault. */
export function showFields(): void {
  const { fault } = values();
  const setShown = (field: Element, isShown: boolean) => {
    field.toggleAttribute('hidden', !isShown);
    for (const input of field.querySelectorAll('input')) input.disabled = !isShown;
  };
  setShown(find('status-field'), fault === 'status');
  setShown(find('when-field'), fault !== 'late');
  const { when } = values();
  for (const field of form.querySelectorAll('[data-late]')) setShown(field, fault === 'late' || when === 'after');
}
