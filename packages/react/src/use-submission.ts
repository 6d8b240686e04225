'use client';
import type { Lipsync, LipsyncGenerateResponse } from '@chamelaion/client';
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { useChamelaion } from './chamelaion-provider.ts';
import { refreshLists } from './refresh-lists.ts';

/** A mutation that submits a job. */
export function useSubmission<Body>(
  submit: (lipsync: Lipsync, body: Body) => Promise<LipsyncGenerateResponse>,
): UseMutationResult<LipsyncGenerateResponse, Error, Body> {
  const client = useChamelaion();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body) => submit(client.lipsync, body),
    // A failure, too, may have left a job.
    onSettled: () => refreshLists(queryClient, client),
    // Sent again, it could be paid again: the client knows when.
    retry: false,
  });
}
