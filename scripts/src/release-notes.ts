/** What a changelog says of one version. */
export function releaseNotes(changelog: string, version: string): string {
  const sections = changelog.split(/^## /m);
  const section = sections.find((text) => text.split('\n', 1)[0]?.trim() === version);
  if (!section) throw new Error(`the changelog says nothing of ${version}. Run:  pnpm release:version`);
  return `${section.slice(section.indexOf('\n')).trim()}\n`;
}
