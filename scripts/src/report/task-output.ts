/** A line of `turbo run --json`. */
interface Line {
  source: string;
  text: string;
}

/** What turbo's tasks print, held back until it is known which of them fail. */
export interface TaskOutput {
  /** Takes a line of `turbo run --json`. */
  take(json: string): void;
  /** What the tasks that failed have printed; everything if turbo names none. */
  failures(): string;
}

/** @param onReport - called when the tests of a package have left their report */
export function createTaskOutput(onReport: (name: string, isCached: boolean) => void): TaskOutput {
  const printed = new Map<string, string[]>();
  const cached = new Set<string>();
  let failed: string[] = [];

  return {
    take(json) {
      const { source, text } = parse(json);
      const lines = printed.get(source) ?? [];
      printed.set(source, lines);
      lines.push(text);
      if (text.startsWith('cache hit')) cached.add(source);
      if (source === 'turbo' && text.startsWith('Failed:')) failed = text.slice('Failed:'.length).split(',');
      if (text.startsWith('JSON report written to')) onReport(source.split('#')[0] ?? '', cached.has(source));
    },
    failures() {
      const shown = failed.length > 0 ? failed.map((name) => name.trim()) : [...printed.keys()];
      return shown.map((source) => [source, ...(printed.get(source) ?? [])].join('\n')).join('\n\n');
    },
  };
}

function parse(json: string): Line {
  try {
    return JSON.parse(json);
  } catch {
    // Whatever else turbo prints is its own.
    return { source: 'turbo', text: json };
  }
}
