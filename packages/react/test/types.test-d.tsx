import type {
  Chamelaion,
  CompletedLipsyncRequest,
  FailedLipsyncRequest,
  LipsyncGenerateParams,
  LipsyncGenerateResponse,
  LipsyncGenerateWithMediaParams,
  LipsyncRequest,
  RequestListResponse,
} from '@chamelaion/client';
import { createUploadFetch } from '@chamelaion/client/browser';
import {
  currentUserOptions,
  type LipsyncJobMediaParams,
  type LipsyncJobParams,
  lipsyncRequestOptions,
  lipsyncRequestsInfiniteOptions,
  lipsyncRequestsOptions,
  useGenerateLipsync,
  useInfiniteLipsyncRequests,
  useLipsyncJob,
  useLipsyncRequest,
  useLipsyncRequests,
} from '@chamelaion/react';
import {
  type InfiniteData,
  type QueryClient,
  useInfiniteQuery,
  useQueries,
  useQuery,
  useSuspenseQuery,
} from '@tanstack/react-query';
import { expectTypeOf } from 'vitest';

declare const client: Chamelaion;
declare const queryClient: QueryClient;
const video = { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' } as const;
const audio = { type: 'audio', url: 'https://cdn.example.com/dubs/42-japanese.wav' } as const;

export function Hooks() {
  // What a hook gives, concretely.
  const one = useLipsyncRequest('id');
  expectTypeOf(one.data).toEqualTypeOf<LipsyncRequest | undefined>();
  expectTypeOf(one.error).toEqualTypeOf<Error | null>();
  if (one.data?.status === 'completed') expectTypeOf(one.data.output_url).toEqualTypeOf<string>();
  expectTypeOf(useLipsyncRequests().data).toEqualTypeOf<RequestListResponse | undefined>();
  type Pages = InfiniteData<RequestListResponse, number>;
  expectTypeOf(useInfiniteLipsyncRequests().data).toEqualTypeOf<Pages | undefined>();
  // The hook makes the reference; every other field is the caller's.
  type Named<Params> = Exclude<keyof Params, 'reference_id'>;
  expectTypeOf<keyof LipsyncJobParams>().toEqualTypeOf<Named<LipsyncGenerateParams>>();
  expectTypeOf<keyof LipsyncJobMediaParams>().toEqualTypeOf<Named<LipsyncGenerateWithMediaParams>>();
  // @ts-expect-error a string is no number
  useLipsyncRequests({ limit: '20' });

  const { mutate, mutateAsync } = useGenerateLipsync();
  mutate({ inputs: [audio, video], reference_id: 'dub-episode-42' });
  expectTypeOf(mutateAsync).parameter(0).toEqualTypeOf<LipsyncGenerateParams>();
  expectTypeOf(mutateAsync).returns.resolves.toEqualTypeOf<LipsyncGenerateResponse>();
  // @ts-expect-error two videos
  mutate({ inputs: [video, video] });

  // A job's phase tells the rest.
  const job = useLipsyncJob({ createUploadFetch, storage: localStorage, storageKey: undefined });
  if (job.phase === 'completed') expectTypeOf(job.request).toEqualTypeOf<CompletedLipsyncRequest>();
  if (job.phase === 'failed') expectTypeOf(job.request).toEqualTypeOf<FailedLipsyncRequest>();
  if (job.phase === 'processing') expectTypeOf(job.request).toEqualTypeOf<LipsyncRequest>();
  if (job.phase === 'refused') expectTypeOf(job.error).toEqualTypeOf<Error>();
  if (job.phase === 'idle') expectTypeOf(job.request).toEqualTypeOf<undefined>();
  const phase: string = job.phase;
  void job.submit({ inputs: [audio, video] });
  // @ts-expect-error two videos
  void job.submit({ inputs: [video, video] });
  // @ts-expect-error the hook makes the reference itself
  void job.submit({ inputs: [audio, video], reference_id: 'mine' });
  // @ts-expect-error no audio
  void job.submitMedia({ video: new Blob([]) });
  return phase;
}

export async function useOptions() {
  // Options go into TanStack Query's own hooks and methods, and their keys know what they lead to.
  const options = lipsyncRequestOptions(client, 'id');
  expectTypeOf(useQuery(options).data).toEqualTypeOf<LipsyncRequest | undefined>();
  expectTypeOf(useSuspenseQuery(options).data).toEqualTypeOf<LipsyncRequest>();
  expectTypeOf(useQuery({ ...options, select: ({ status }) => status }).data).toEqualTypeOf<
    LipsyncRequest['status'] | undefined
  >();
  const [first] = useQueries({ queries: [options, currentUserOptions(client)] });
  expectTypeOf(first.data).toEqualTypeOf<LipsyncRequest | undefined>();
  expectTypeOf(await queryClient.fetchQuery(options)).toEqualTypeOf<LipsyncRequest>();
  expectTypeOf(queryClient.getQueryData(options.queryKey)).toEqualTypeOf<LipsyncRequest | undefined>();
  expectTypeOf(await queryClient.fetchQuery(lipsyncRequestsOptions(client))).toEqualTypeOf<RequestListResponse>();
  const pages = lipsyncRequestsInfiniteOptions(client, { limit: 5 });
  await queryClient.prefetchInfiniteQuery(pages);
  expectTypeOf(useInfiniteQuery(pages).data).toEqualTypeOf<InfiniteData<RequestListResponse> | undefined>();
}
