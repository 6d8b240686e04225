import { readdir, readFile } from 'node:fs/promises';
import {
  currentUserOptions,
  lipsyncRequestOptions,
  lipsyncRequestsInfiniteOptions,
  lipsyncRequestsOptions,
  useChamelaion,
  useCurrentUser,
  useInfiniteLipsyncRequests,
  useLipsyncJob,
  useLipsyncRequest,
  useLipsyncRequests,
} from '@chamelaion/react';
import {
  type DehydratedState,
  dehydrate,
  HydrationBoundary,
  useSuspenseInfiniteQuery,
  useSuspenseQuery,
} from '@tanstack/react-query';
import { act, render, screen } from '@testing-library/react';
import { type ReactElement, Suspense } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createWorld, openPage, type Page } from './open-page.tsx';
import { body } from './samples.ts';

function Job() {
  const { phase, elapsed } = useLipsyncJob();
  return <p role="status">{`${phase} ${elapsed}`}</p>;
}

function All({ id }: { id: string }) {
  const one = useLipsyncRequest(id);
  const page = useLipsyncRequests();
  const pages = useInfiniteLipsyncRequests();
  const user = useCurrentUser();
  return (
    <p role="status">
      {`${one.data?.status} ${page.data?.pagination.total} ${pages.data?.pages.length} ${user.data?.name}`}
    </p>
  );
}

function Suspended({ id }: { id: string }) {
  const client = useChamelaion();
  const one = useSuspenseQuery(lipsyncRequestOptions(client, id));
  const page = useSuspenseQuery(lipsyncRequestsOptions(client));
  const pages = useSuspenseInfiniteQuery(lipsyncRequestsInfiniteOptions(client));
  const user = useSuspenseQuery(currentUserOptions(client));
  return (
    <p role="status">
      {`${one.data.status} ${page.data.pagination.total} ${pages.data.pages.length} ${user.data.name}`}
    </p>
  );
}

const text = () => screen.getByRole('status').textContent;

/** Renders without a page, as a server does. */
function onServer(element: ReactElement): string {
  vi.stubGlobal('sessionStorage', undefined);
  try {
    return renderToString(element);
  } finally {
    vi.unstubAllGlobals();
  }
}

async function hydrate(html: string, element: ReactElement): Promise<void> {
  const container = document.createElement('div');
  container.innerHTML = html;
  document.body.append(container);
  await act(async () => {
    const root = hydrateRoot(container, element, {
      onRecoverableError: (error) => expect.unreachable(String(error)),
    });
    onTestFinished(() => act(() => root.unmount()));
  });
  onTestFinished(() => container.remove());
}

const within = ({ wrapper: Wrapper }: Page, element: ReactElement) => <Wrapper>{element}</Wrapper>;

test('a job that is stored hydrates without a mismatch, and goes on', async () => {
  const { world, client } = await openPage();
  const { request_id } = await client.lipsync.generate(body);
  const html = onServer(within(world.open(), <Job />));
  expect(html).toContain('idle 0');
  sessionStorage.setItem('chamelaion.lipsync', `chm_AAAAAAAAAAAAAAAAAAAAAA ${Date.now()} ${request_id}`);
  await hydrate(html, within(world.open(), <Job />));
  expect(text()).toBe('submitted 0');
  await world.pass(10_000);
  expect(text()).toBe('processing 10000');
});

test('what a server fetched is not fetched again', async () => {
  const world = await createWorld();
  const server = world.open();
  const { request_id: id } = await server.client.lipsync.generate(body);
  await server.queryClient.prefetchQuery(lipsyncRequestOptions(server.client, id));
  await server.queryClient.prefetchQuery(lipsyncRequestsOptions(server.client));
  await server.queryClient.prefetchInfiniteQuery(lipsyncRequestsInfiniteOptions(server.client));
  const state: DehydratedState = JSON.parse(JSON.stringify(dehydrate(server.queryClient)));
  const asked = world.asked().length;

  const app = (page: Page) => within(page, <HydrationBoundary state={state}>{<All id={id} />}</HydrationBoundary>);
  const page = world.open();
  // The lists are fresh for as long as their owner says.
  page.queryClient.setDefaultOptions({ queries: { staleTime: 60_000 } });
  const html = onServer(app(world.open()));
  expect(html).toContain('queued 1 1 undefined');
  await hydrate(html, app(page));
  await world.pass(2_000);
  expect(text()).toBe('queued 1 1 My API Token');
  expect(world.asked().slice(asked)).toHaveLength(1);
  await world.pass(8_000);
  expect(text()).toBe('processing 1 1 My API Token');
});

test('the options work with the suspense hooks of TanStack Query: they wait for their data, and poll on', async () => {
  const { world, page } = await openPage();
  const { request_id: id } = await page.client.lipsync.generate(body);
  const waiting = <p role="status">waiting</p>;
  render(within(page, <Suspense fallback={waiting}>{<Suspended id={id} />}</Suspense>));
  expect(text()).toBe('waiting');
  await world.pass(2_000);
  expect(text()).toBe('queued 1 1 My API Token');
  await world.pass(100_000);
  expect(text()).toBe('completed 1 1 My API Token');
});

test('pages are plain data, which passes from a server component to the page', async () => {
  const { client, queryClient } = await openPage();
  const page = await queryClient.fetchQuery(lipsyncRequestsOptions(client));
  expect(Reflect.ownKeys(page)).toEqual(['data', 'pagination']);
});

test("'use client' stands over the hooks, and over nothing that a server calls", async () => {
  const dist = new URL('../dist/', import.meta.url);
  const files = (await readdir(dist, { recursive: true })).filter((name) => name.endsWith('.js'));
  const isClient = async (name: string) => /^["']use client["'];/.test(await readFile(new URL(name, dist), 'utf8'));
  const marked = await Promise.all(files.map(isClient));
  const clients = files.filter((_, index) => marked[index]);
  expect(clients.sort()).toEqual(files.filter((name) => /(^|\/)use-|provider/.test(name)).sort());
  for (const name of files.filter((name) => !clients.includes(name))) {
    const source = await readFile(new URL(name, dist), 'utf8');
    const code = source.replaceAll(/\/\*[\s\S]*?\*\//g, '');
    expect(code, name).not.toMatch(/from ["']react["']|\buse[A-Z]\w+\(/);
  }
  expect(files).toContain('lipsync.js');
});
