import type { Subject } from './subject.ts';
import { methods } from './subjects/methods.ts';
import { thinLayer } from './subjects/thin-layer.ts';

/** Everything that has to keep the contract: a package that calls the API adds a line here. */
export const subjects: readonly Subject[] = [methods, thinLayer];
