'use client';
import type { Chamelaion } from '@chamelaion/client';
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { useChamelaion } from '../provider.ts';
import { refreshLists } from '../queries/refresh-lists.ts';

/** A mutation that submits a job of a kind. */
export function useSubmission<Body, Made>(
  kind: { readonly name: string },
  submit: (client: Chamelaion, body: Body) => Promise<Made>,
): UseMutationResult<Made, Error, Body> {
  const client = useChamelaion();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body) => submit(client, body),
    // Even a failure may have left a job.
    onSettled: () => refreshLists(kind, queryClient, client),
    // Sent again, it could be paid again: the client knows when.
    retry: false,
  });
}
