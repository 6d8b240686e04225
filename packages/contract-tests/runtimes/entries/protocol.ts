import type { Stage } from '../cases/case.ts';

/** A pull at one of the stage's levers. */
export interface Call {
  readonly method: 'reset' | 'failNext' | 'advance' | 'requests' | 'strays';
  readonly args: readonly unknown[];
}

/** The parts of a stage that are no levers. */
export type Addresses = Pick<Stage, 'baseURL' | 'refusedURL' | 'elsewhereURL'>;

/** How a case went. */
export interface CaseResult {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'does not apply';
  /** What it measured. */
  readonly figure?: string | undefined;
  /** Why it failed. */
  readonly error?: string;
}
