import { abortCases } from './abort-cases.ts';
import { campaignCase } from './campaign-case.ts';
import type { Case } from './case.ts';
import { connectionCases } from './connection-cases.ts';
import { errorCases } from './error-cases.ts';
import { fileCases } from './file-cases.ts';
import { hookCases } from './hook-cases.ts';
import { jobCases } from './job-cases.ts';
import { moduleCases } from './module-cases.ts';
import { proxyCases } from './proxy-cases.ts';
import { redirectCases } from './redirect-cases.ts';
import { translationCases } from './translation-cases.ts';
import { uploadCases } from './upload-cases.ts';

/** What the client does on every runtime. */
export const cases: readonly Case[] = [
  ...jobCases,
  ...uploadCases,
  ...translationCases,
  ...fileCases,
  ...errorCases,
  ...connectionCases,
  campaignCase,
  ...abortCases,
  ...redirectCases,
  ...moduleCases,
  ...proxyCases,
  ...hookCases,
];
