'use client';
import { type Chamelaion, ChamelaionError } from '@chamelaion/client';
import { createContext, createElement, type ReactElement, type ReactNode, useContext } from 'react';

const Context = createContext<Chamelaion | undefined>(undefined);

/** What a provider takes. */
export interface ChamelaionProviderProps {
  /** The client that all hooks below use. In a page it talks to a proxy of yours, which holds the key. */
  client: Chamelaion;
  children?: ReactNode;
}

/**
 * Gives a client to the hooks below it. Make the client once, outside of components.
 *
 * @example
 * ```tsx
 * import Chamelaion from '@chamelaion/client';
 * import { ChamelaionProvider } from '@chamelaion/react';
 * import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
 * import type { ReactNode } from 'react';
 *
 * const queryClient = new QueryClient();
 * const client = new Chamelaion({ baseURL: '/api/chamelaion' });
 *
 * export function App({ children }: { children: ReactNode }) {
 *   return (
 *     <QueryClientProvider client={queryClient}>
 *       <ChamelaionProvider client={client}>{children}</ChamelaionProvider>
 *     </QueryClientProvider>
 *   );
 * }
 * ```
 */
export function ChamelaionProvider({ client, children }: ChamelaionProviderProps): ReactElement {
  return createElement(Context.Provider, { value: client }, children);
}

/**
 * The client of the nearest provider.
 *
 * @throws {@link ChamelaionError} if there is no provider
 * @example
 * ```tsx
 * import { useChamelaion } from '@chamelaion/react';
 *
 * export function Where() {
 *   return <p>{useChamelaion().baseURL}</p>;
 * }
 * ```
 */
export function useChamelaion(): Chamelaion {
  const client = useContext(Context);
  if (!client) throw new ChamelaionError('There is no <ChamelaionProvider> above this component: put one around it');
  return client;
}
