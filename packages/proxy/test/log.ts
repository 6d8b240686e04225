import { type MockInstance, onTestFinished, vi } from 'vitest';

/** What the server's log shows until the test ends; nothing is printed. */
export function watchLog(): MockInstance<typeof console.error> {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => log.mockRestore());
  return log;
}
