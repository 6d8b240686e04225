import { kindNames, nounOf } from '../job-kinds.ts';
import { bytes, minutes } from '../money/inspect-media.ts';
import type { Cost } from './check-catalogue.ts';

/** What will be submitted, added up. */
export function describeCosts(costs: readonly Cost[]): string[] {
  const sum = (of: (cost: Cost) => number, among = costs) => among.reduce((total, cost) => total + of(cost), 0);
  const jobs = kindNames.flatMap((kind) => {
    const own = costs.filter((cost) => cost.kind === kind);
    const languages = sum((cost) => cost.languages, own);
    const inAll = languages === own.length ? '' : `, ${languages} languages in all`;
    return own.length > 0 ? [`  ${count(own.length, nounOf(kind))}${inAll}`] : [];
  });
  const seconds = sum((cost) => (cost.seconds ?? 0) * cost.languages);
  const unknown = costs.filter((cost) => cost.seconds === undefined).length;
  const known = unknown < costs.length ? [`about ${minutes(seconds)}`] : [];
  const rest = unknown > 0 ? [`${count(unknown, 'video')} of unknown length`] : [];
  return [
    `${count(costs.length, 'job')} will be submitted:`,
    ...jobs,
    `  ${count(
      sum((cost) => cost.files),
      'local file',
    )}, ${bytes(sum((cost) => cost.size))}`,
    `Processed time is paid for: ${[...known, ...rest].join(', and ')}`,
  ];
}

/** A number of things, for people. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
