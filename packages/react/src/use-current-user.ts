'use client';
import type { UserRetrieveCurrentResponse } from '@chamelaion/client';
import {
  type UseQueryResult,
  type UseSuspenseQueryResult,
  useQuery,
  useSuspenseQuery,
} from '@tanstack/react-query';
import { useChamelaion } from './chamelaion-provider.ts';
import { currentUserOptions } from './current-user-options.ts';

/**
 * Whose token it is.
 *
 * @example
 * ```tsx
 * import { useCurrentUser } from '@chamelaion/react';
 *
 * export function Account() {
 *   const { data, error } = useCurrentUser();
 *   return <p>{error ? error.message : data?.name}</p>;
 * }
 * ```
 */
export function useCurrentUser(): UseQueryResult<UserRetrieveCurrentResponse, Error> {
  return useQuery(currentUserOptions(useChamelaion()));
}

/**
 * Whose token it is. Suspends until it is known; throws to the error boundary.
 *
 * @example
 * ```tsx
 * import { useSuspenseCurrentUser } from '@chamelaion/react';
 *
 * export function Account() {
 *   return <p>{useSuspenseCurrentUser().data.name}</p>;
 * }
 * ```
 */
export function useSuspenseCurrentUser(): UseSuspenseQueryResult<UserRetrieveCurrentResponse, Error> {
  return useSuspenseQuery(currentUserOptions(useChamelaion()));
}
