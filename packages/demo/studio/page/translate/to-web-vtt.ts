/** Subtitles in the one format that browsers show. */
export function toWebVTT(subRip: string): string {
  const lines = subRip.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  // SubRip writes 0:00:01,5, and WebVTT needs 00:00:01.500.
  const cues = lines.replace(
    /^\s*(\S+)\s*-->\s*(\S+)/gm,
    (_, from: string, to: string) => `${time(from)} --> ${time(to)}`,
  );
  return `WEBVTT\n\n${cues}`;
}

function time(text: string): string {
  const [, hours = '00', minutes = '00', seconds = '00', rest = ''] =
    /^(?:(\d+):)?(\d+):(\d+)[,.]?(\d*)$/.exec(text) ?? [];
  return `${[hours, minutes, seconds].map((part) => part.padStart(2, '0')).join(':')}.${rest.padEnd(3, '0').slice(0, 3)}`;
}
