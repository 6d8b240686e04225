'use client';
import type { UserRetrieveCurrentResponse } from '@chamelaion/client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useChamelaion } from '../provider.ts';
import { currentUserOptions } from '../queries/current-user-options.ts';

/**
 * The user behind the token.
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
