import ora from 'ora';

/** What a job is doing: a spinner with the elapsed time on a terminal, a line for each phase elsewhere. */
export interface Progress {
  enter(phase: string): void;
  /** Takes the spinner away. */
  stop(): void;
}

/** Starts showing the progress of one job. */
export function showProgress(first: string): Progress {
  const start = performance.now();
  const elapsed = () => `${((performance.now() - start) / 1000).toFixed(1)} s`;
  let phase = '';
  // A terminal that does not know its width has 0 columns, on which the spinner would hang.
  if (!process.stdout.columns || process.env['CI']) {
    const enter = (next: string) => {
      if (next !== phase) console.log(`  ${elapsed()}  ${next}`);
      phase = next;
    };
    enter(first);
    return { enter, stop: () => {} };
  }

  phase = first;
  const spinner = ora({ text: first, stream: process.stdout, discardStdin: false }).start();
  const timer = setInterval(() => {
    spinner.text = `${phase}  ${elapsed()}`;
  }, 100);
  return {
    enter(next) {
      phase = next;
    },
    stop() {
      clearInterval(timer);
      spinner.stop();
    },
  };
}
