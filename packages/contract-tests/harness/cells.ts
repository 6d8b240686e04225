import { type DocumentedAnswer, documentedAnswers, nameOf } from './documented-answers.ts';
import type { Subject } from './subject.ts';
import { subjects } from './subjects.ts';

/** One documented answer, through one subject. */
export interface Cell {
  readonly name: string;
  readonly answer: DocumentedAnswer;
  readonly by: string;
  readonly subject: Subject;
}

/** The cells of the coverage matrix. */
export const cells: readonly Cell[] = subjects.flatMap((subject) =>
  documentedAnswers().map((answer) => ({ name: nameOf(answer), answer, by: subject.name, subject })),
);
