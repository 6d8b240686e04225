import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';

const run = promisify(execFile);
const cwd = fileURLToPath(new URL('..', import.meta.url));

test('no test finds a key in its environment', () => {
  const set = Object.entries(process.env).filter(([name, value]) => name.startsWith('CHAMELAION_') && value);
  expect(set.map(([name]) => name)).toEqual([]);
});

test.runIf(process.env['EXPECTED_STAGING'])('the key of staging is handed over by name, or not at all', () => {
  expect(JSON.stringify(inject('staging') ?? null)).toBe(process.env['EXPECTED_STAGING']);
});

// The tests above, if a developer has everything set.
test.runIf(process.env['THOROUGH']).concurrent.each([
  ['vitest.config.ts', null],
  ['vitest.contract.config.ts', { apiKey: 'staging-key', paidJobs: false }],
])('%s clears the environment', async (config, staging) => {
  if (process.env['EXPECTED_STAGING']) return;
  const env = {
    ...process.env,
    CHAMELAION_API_KEY: 'a-key',
    CHAMELAION_BEARER_TOKEN: 'a-token',
    CHAMELAION_STAGING_KEY: 'staging-key',
    CHAMELAION_NEXT_KEY: 'a-key',
    EXPECTED_STAGING: JSON.stringify(staging),
  };
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--config', config, '--reporter', 'dot'];
  await run(process.execPath, [...args, 'test/environment.test.ts'], { cwd, env });
});
