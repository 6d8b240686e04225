import { APIUserAbortError, type SubmitOptions, UnknownOutcomeError } from '@chamelaion/client';
import type { Kind } from '@chamelaion/spec/operations';
import { askPerson } from '../consent.ts';
import { kindWords } from '../kind-words.ts';
import { type Arguments, digestOf, readSubmission, type Submission, startFields } from '../submission.ts';
import { type Call, result, type Session, type Tool, type ToolResult } from './tool.ts';

const text = { type: 'string' } as const;
/** How long a job that was sent may be missing from the list, in milliseconds. */
const missingFor = 30_000;

/** The tool that starts paid jobs of a kind: once, and only after a person's yes. */
export function startTool(kind: Kind, { allowPaid, maxJobs, root }: Session): Tool {
  const { tool, makes, cost, note } = kindWords[kind];
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
      note,
    ].join(' '),
    input: startFields(kind),
    output: { outcome: text, kind: text, request_id: text, reference: text },
    changes: true,
    run: async (given: Arguments, call) => start(await readSubmission(kind, given, root), call),
  };
}

async function start(given: Submission, call: Call): Promise<ToolResult> {
  const { kind, digest } = given;
  const { client, sent, tasks, signal, clean, allowPaid, maxJobs } = call;
  // Made as the client makes its own, which it also finds if a server has changed their case.
  const reference = given.reference ?? `chm_${digestOf([call.name, digest]).slice(0, 22)}`;
  const key = `${kind} ${reference}`;
  // What a yes is for, and what calls share.
  const order = `${key} ${digest}`;
  const sentBefore = () => {
    const job = sent.get(key);
    if (!job || job.digest === digest) return job;
    throw new Error(`Reference ${reference} belongs to other inputs. Nothing was submitted: give another reference`);
  };
  const isUnderWay = () => sentBefore()?.id !== undefined || tasks.has(order);
  const started = (outcome: 'found' | 'submitted', id: string) => {
    const request_id = clean(id);
    const how = outcome === 'found' ? 'Nothing was submitted: this reference has a job' : 'The job was submitted';
    const text = `${how}. Next: wait_for_job ${JSON.stringify({ kind, id: request_id })}.`;
    return result(text, { outcome, kind, request_id, reference });
  };

  let resume = false;
  // A reference that this session has made cannot have been sent before it.
  if (!isUnderWay() && (given.reference !== undefined || sentBefore())) {
    const { data, pagination } = await client[kind].requests.list({ reference_id: reference }, { signal });
    const jobs = [data].flat();
    const ours = jobs.filter((job) => job?.reference_id === reference);
    const job = ours.find(({ status }) => status !== 'failed') ?? ours[0];
    if (job?.id) return started('found', job.id);
    // Its job may still appear if it was sent in this session, or shortly before this process began.
    const isLate = sentBefore() !== undefined || performance.now() < missingFor;
    resume = isLate || jobs.length > 0 || pagination?.total !== 0;
  }
  // From here on nothing is awaited until the job is in `sent`: no other call comes in between.
  if (!isUnderWay()) {
    if (!sentBefore() && sent.size >= maxJobs) {
      throw new Error(`Nothing was submitted: --max-jobs allows only ${maxJobs} jobs a session. Tell the person`);
    }
    const said = allowPaid ? 'yes' : askPerson(call, question(given, call), order);
    if (said === 'no') {
      const text = 'The person said no. Nothing was submitted. Do not call this again unless the person asks for it.';
      return result(text, { outcome: 'declined', kind });
    }
    if (said !== 'yes') return said;
  }
  const known = sentBefore()?.id;
  if (known !== undefined) return started('found', known);
  const body = { ...given.body, reference_id: reference };
  const id = await tasks.join(order, signal, (signal) => submit({ ...given, body }, call, key, { resume, signal }));
  if (id !== undefined) return started('submitted', id);
  const again = `Call ${kindWords[kind].tool} again with the same inputs and reference ${JSON.stringify(reference)}`;
  const text = `It is still being submitted. ${again} to learn its request_id; that pays nothing more.`;
  return result(text, { outcome: 'pending', kind, reference });
}

/** Submits a job that a person has said yes to. */
async function submit(given: Submission, { client, sent }: Call, key: string, options: SubmitOptions): Promise<string> {
  const { kind, body, digest } = given;
  const method = 'inputs' in body ? 'generate' : 'generateWithMedia';
  const isFirst = !sent.has(key);
  sent.set(key, { digest });
  try {
    const { request_id } = await (client[kind][method] as Submit)(body, { ...options, uniqueReference: true });
    sent.set(key, { digest, id: request_id });
    return request_id;
  } catch (error) {
    const isOpen = error instanceof UnknownOutcomeError || error instanceof APIUserAbortError;
    // The API, or the client, has refused it before there was a job: it does not count.
    if (isFirst && !isOpen) sent.delete(key);
    throw error;
  }
}

type Submit = (body: object, options: SubmitOptions) => Promise<{ request_id: string }>;

/** What a person reads. Each value is one line, so that none can pass for another; a host is shown with its end. */
function question({ kind, inputs }: Submission, { client, clean, maxJobs, sent }: Call): string {
  const { name, cost } = kindWords[kind];
  return [
    `Submit a paid ${name} to ${new URL(client.baseURL).host}?`,
    ...inputs.map(([name, value]) => `- ${clean(name, 40)}: ${clean(value, 270)}`),
    `You pay for ${cost}. This would be job ${sent.size + 1} of at most ${maxJobs} in this session.`,
  ].join('\n');
}
