import { APIUserAbortError, type SubmitOptions, UnknownOutcomeError } from '@chamelaion/client';
import type { Kind } from '@chamelaion/spec/operations';
import type { CallToolResult, InputRequiredResult } from '@modelcontextprotocol/server';
import type { Call } from '../call.ts';
import { findJob } from '../find-job.ts';
import { kindWords } from '../kind-words.ts';
import { inputSchema, outputSchema } from '../schema-of.ts';
import type { Sent, Session } from '../session.ts';
import { digestOf, mediaOf, readSubmission, type Submission, startFields } from '../submission.ts';
import { result, type Tool } from './tool.ts';

const text = { type: 'string' } as const;

/** The tool that starts paid jobs of a kind: once, and only after a person's yes. */
export function startTool(kind: Kind, session: Session): Tool {
  const { tool, makes, cost, note } = kindWords[kind];
  const { allowPaid, maxJobs, root } = session.options;
  const source = `http(s) URL that the API can fetch${root === undefined ? '' : ', or path below --root'}`;
  return {
    name: tool,
    description: [
      makes,
      `This costs money: ${cost}, from the person's token balance.`,
      allowPaid
        ? 'It is submitted without a question: call it only if the person has asked for this very job.'
        : 'The person is asked before anything is submitted; if they say no, do not call it again by yourself.',
      `A session starts at most ${maxJobs} jobs. It answers at once with a request_id; the job then takes minutes to`,
      'hours: wait_for_job, then download_outputs. The same call again gives the same job and pays nothing more. To be',
      'safe from restarts of this server as well, or to make the same thing once more, give a new reference.',
      note ?? '',
    ].join(' '),
    input: inputSchema(startFields(kind), {
      ...Object.fromEntries(mediaOf(kind).map((name) => [name, `The ${name}: ${source}`])),
      reference: 'A name for this one job, used for no other, such as dub-episode-42. Letters, digits and . _ : -',
    }),
    output: outputSchema({ outcome: text, kind: text, request_id: text, reference: text }),
    isReadOnly: false,
    run: async (given, call) => start(session, await readSubmission(kind, given, root), call),
  };
}

async function start(session: Session, given: Submission, call: Call): Promise<CallToolResult | InputRequiredResult> {
  const { kind, digest } = given;
  const { consent, sent, tasks } = session;
  const { allowPaid, maxJobs } = session.options;
  const own = given.body['reference_id'] as string | undefined;
  // Made as the client makes its own, which it also finds where a server has changed their case.
  const reference = own ?? `chm_${digestOf([session.name, digest]).slice(0, 22)}`;
  const key = `${kind} ${reference}`;
  // What a yes is for, and what calls share.
  const order = `${key} ${digest}`;
  const sentBefore = () => {
    const job = sent.get(key);
    if (!job || job.digest === digest) return job;
    throw new Error(`The reference ${reference} belongs to other inputs, and nothing was submitted. Give another one`);
  };
  const isUnderWay = () => sentBefore()?.id !== undefined || tasks.has(order);

  let resume = false;
  // A reference that this session has made cannot have been sent before it.
  if (!isUnderWay() && (own !== undefined || sentBefore())) {
    const found = await findJob(session.client, kind, reference, call.signal);
    if (found.id !== undefined) return started(session, 'found', kind, reference, found.id);
    // Of an attempt in this session the job may still appear.
    resume = !found.isSure || sentBefore() !== undefined;
  }
  // From here on nothing is awaited until the job is in `sent`: no other call comes in between.
  if (!isUnderWay()) {
    if (!sentBefore() && sent.size >= maxJobs) {
      throw new Error(`Nothing was submitted: --max-jobs allows ${maxJobs}, and so many were started. Tell the person`);
    }
    if (!allowPaid && !call.canAsk) {
      throw new Error(
        'This costs money, and this client cannot ask the person (it has no elicitation). Nothing was submitted. The ' +
          'person can start the server with --allow-paid, and then jobs are submitted without a question',
      );
    }
    const said = allowPaid ? 'yes' : consent.answer(call.ctx, order);
    if (said === undefined) return consent.ask(question(session, given), order);
    if (said === 'no') {
      const text = 'The person said no. Nothing was submitted. Do not call this again unless the person asks for it.';
      return result(text, { outcome: 'declined', kind });
    }
  }
  const known = sentBefore()?.id;
  if (known !== undefined) return started(session, 'found', kind, reference, known);
  const body = { ...given.body, reference_id: reference };
  const id = await tasks.join(order, call, (signal) => submit(session, { ...given, body }, key, { resume, signal }));
  if (id !== undefined) return started(session, 'submitted', kind, reference, id);
  const again = `Call ${kindWords[kind].tool} again with the same inputs and reference ${JSON.stringify(reference)}`;
  const text = `It is still being submitted. ${again} to learn its request_id; that pays nothing more.`;
  return result(text, { outcome: 'pending', kind, reference });
}

/** Submits a job that a person has said yes to. */
async function submit(session: Session, submission: Submission, key: string, options: SubmitOptions): Promise<string> {
  const { client, sent } = session;
  const { kind, method, body, digest } = submission;
  const isFirst = !sent.has(key);
  const job: Sent = { digest };
  sent.set(key, job);
  try {
    const { request_id } = await (client[kind][method] as Submit)(body, { ...options, uniqueReference: true });
    job.id = request_id;
    return request_id;
  } catch (error) {
    const isOpen = error instanceof UnknownOutcomeError || error instanceof APIUserAbortError;
    // The API, or the client, has refused it before there was a job: it does not count.
    if (isFirst && !isOpen) sent.delete(key);
    throw error;
  }
}

type Submit = (body: object, options: SubmitOptions) => Promise<{ request_id: string }>;

function started({ clean }: Session, outcome: string, kind: Kind, reference: string, id: string): CallToolResult {
  const request_id = clean(id);
  const how = outcome === 'found' ? 'Nothing was submitted: this reference has a job' : 'The job was submitted';
  const text = `${how}. Next: wait_for_job ${JSON.stringify({ kind, id: request_id })}.`;
  return result(text, { outcome, kind, request_id, reference });
}

/** What a person reads. Each value is one line, so that none can pass for another. */
function question({ client, clean, options, sent }: Session, { kind, inputs }: Submission): string {
  const { name, cost } = kindWords[kind];
  return [
    `Submit a paid ${name} to ${new URL(client.baseURL).host}?`,
    ...inputs.map(([name, value]) => `- ${clean(name, 40)}: ${clean(value, 200)}`),
    `You pay for ${cost}. This would be job ${sent.size + 1} of at most ${options.maxJobs} in this session.`,
  ].join('\n');
}
