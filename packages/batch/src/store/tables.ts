import { ChamelaionError } from '@chamelaion/client';
import type { Query } from './database.ts';
import { newStoreId } from './identity.ts';

const version = 1;

// Everything about money stands in `item`; pg-boss's jobs only say who works on what.
const statements = [
  'create schema if not exists chamelaion',
  `create table if not exists chamelaion.batch (
    one boolean primary key default true check (one),
    version int not null,
    id text not null,
    paused text,
    doubt_since timestamptz,
    revision bigint not null default 0,
    pace jsonb not null default '{}'
  )`,
  `create table if not exists chamelaion.item (
    seq bigint generated always as identity primary key,
    key text not null unique,
    kind text not null,
    input jsonb not null,
    state text not null default 'queued',
    attempt int not null default 0,
    reference_id text not null unique,
    sends int not null default 0,
    sent_at timestamptz,
    request_id text,
    result jsonb,
    processed_seconds float8,
    outputs jsonb,
    error text,
    updated_at timestamptz not null default now()
  )`,
  'create index if not exists item_by_state on chamelaion.item (state, updated_at)',
  // Two items must not write one file.
  'create table if not exists chamelaion.claim (path text primary key, key text not null)',
  // Nor may one write over an input or a folder of another: for each path one item that uses it.
  'create table if not exists chamelaion.use (path text primary key, key text not null)',
  // Jobs that the API showed when the store was recovered, by their references in lower case; some may lack an id.
  `create table if not exists chamelaion.found (
    reference_id text primary key, kind text not null, request_id text, created_at timestamptz not null
  )`,
];

/** Makes the tables if they are missing, and gives the store's id; refuses a store of a newer version. */
export async function prepareTables(query: Query, id: string = newStoreId()): Promise<string> {
  // Several workers may start at once: the first makes the tables.
  await query(`begin; select pg_advisory_xact_lock(7283645102); ${statements.join(';\n')}; commit`);
  await query('insert into chamelaion.batch (version, id) values ($1, $2) on conflict do nothing', [version, id]);
  const [row] = await query<{ version: number; id: string }>('select version, id from chamelaion.batch');
  if (!row) throw new ChamelaionError('The store is damaged: open it with recover: true');
  if (row.version > version) {
    throw new ChamelaionError('The store was made by a newer @chamelaion/batch: update this one');
  }
  return row.id;
}
