import type { CompletedVideoTranslateRequest } from '@chamelaion/client';
import { LanguageFigure } from './language-figure.tsx';

/** A completed translation, and what asks for new links. */
export interface LanguageFiguresProps {
  job: CompletedVideoTranslateRequest;
  renew: () => void;
}

/** What a translation made, a language beside the other. */
export function LanguageFigures({ job, renew }: LanguageFiguresProps) {
  return Object.entries(job.outputs).map(([language, output]) => (
    <LanguageFigure key={language} jobId={job.id} language={language} output={output} renew={renew} />
  ));
}
