/** What a job is made from, as far as every kind has it. */
export interface JobBody {
  reference_id?: string | undefined;
}

/** A job as every kind has it. */
export interface JobRequest {
  id: string;
  status: string;
  created_at: string;
  reference_id?: string | undefined;
}

/** A job that has its result. */
export type Completed<R> = Extract<R, { status: 'completed' }>;

/** One page of jobs, and its place among all. */
export interface JobPage<R = JobRequest> {
  data: R[];
  pagination: { limit: number; offset: number; total: number };
}

/** Which page of jobs to list. */
export interface PageQuery {
  limit?: number | undefined;
  offset?: number | undefined;
  reference_id?: string | undefined;
}
