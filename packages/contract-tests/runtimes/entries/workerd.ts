import Chamelaion from '@chamelaion/client';
import { createProxyHandler } from '@chamelaion/proxy';
import { runCases } from './run-cases.ts';

export default {
  test: (_: unknown, env: { origin: string }) => runCases('workerd', env.origin, { Chamelaion, createProxyHandler }),
};
