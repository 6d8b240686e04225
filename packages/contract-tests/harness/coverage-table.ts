import { alike } from './alike.ts';
import { type DocumentedAnswer, documentedAnswers } from './documented-answers.ts';
import type { Observation } from './observations.ts';
import type { Subject } from './subject.ts';

/** How a documented answer was seen through a subject. */
export type Mark = 'seen' | 'altered' | 'missing';

const answers = documentedAnswers();

/** Whether an observation is of this answer: operation, status, message and both media types. */
export function isOf(answer: DocumentedAnswer, seen: Observation): boolean {
  const { operation, status, requestType, answerType, value } = answer;
  const declared = answers.filter((other) => other.operation === operation).map((other) => other.requestType);
  const typeFits = requestType === 'other' ? !declared.includes(seen.requestType) : seen.requestType === requestType;
  return (
    typeFits &&
    seen.operation === operation &&
    seen.status === status &&
    seen.answerType === answerType &&
    alike(value, seen.body)
  );
}

/** One cell of the matrix. */
export function markOf(answer: DocumentedAnswer, subject: Subject, observations: readonly Observation[]): Mark {
  const seen = observations.filter((one) => one.subject === subject.name && isOf(answer, one));
  if (seen.length === 0) return 'missing';
  return seen.some(({ altered }) => !altered) ? 'seen' : 'altered';
}

/** The matrix as a Markdown document. */
export function coverageTable(subjects: readonly Subject[], observations: readonly Observation[]): string {
  const head = ['operation', 'status', 'answer', 'request', 'response', ...subjects.map(({ name }) => name)];
  const rows = answers.map((answer) => [
    answer.operation,
    String(answer.status),
    messageOf(answer),
    answer.requestType === 'other' ? 'any other type' : answer.requestType || 'no body',
    answer.answerType,
    ...subjects.map((subject) => markOf(answer, subject, observations)),
  ]);
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `# What the contract documents, and tests have seen

Written by \`pnpm test:contract\`. Each line is an answer that the contract gives as an example. \`seen\`: a test got it from
the mock server, for its real cause, through this way of calling, and contract, client and mock agreed on request and
answer. \`altered\`: the same, but the request was changed on its way, because the client's own checks or types would not let
it out. An answer that is missing fails \`pnpm test\`.

${lines.join('\n')}
`;
}

function messageOf({ example, value }: DocumentedAnswer): string {
  const message = (value as { error?: string }).error;
  return message === undefined ? example : `\`${message}\``;
}
