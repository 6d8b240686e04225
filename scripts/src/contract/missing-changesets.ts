import type readChangesets from '@changesets/read';
import { major } from 'semver';
import type { Follower } from './followers.ts';
import type { Impact } from './rate-change.ts';

type Changesets = Awaited<ReturnType<typeof readChangesets>>;
type Level = Changesets[number]['releases'][number]['type'];

const levels: Level[] = ['none', 'patch', 'minor', 'major'];

/** For each package whose changesets are too low for the contract's change: which level it needs. */
export function missingChangesets(impact: Impact | undefined, packages: Follower[], changesets: Changesets): string[] {
  if (impact !== 'breaking' && impact !== 'additive') return [];
  const releases = changesets.flatMap((changeset) => changeset.releases);
  return packages.flatMap(({ name, version }) => {
    // Below 1.0 a caret range stops at the minor, so a minor may break.
    const needed = impact === 'breaking' && major(version) > 0 ? 'major' : 'minor';
    const own = releases.filter((release) => release.name === name).map(({ type }) => levels.indexOf(type));
    const present = Math.max(0, ...own);
    if (present >= levels.indexOf(needed)) return [];
    const found = present === 0 ? 'has none' : `has only a ${levels[present]} one`;
    return `${name} ${version} needs a ${needed} changeset for this ${impact} change, and ${found}.`;
  });
}
