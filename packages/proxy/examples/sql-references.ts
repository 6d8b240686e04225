import type { ReferenceStore } from '@chamelaion/proxy';

/** What `Pool` of the package pg is. */
interface Database {
  query(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

export const schema = `
  create table chamelaion_references (
    owner varchar(256) not null,
    reference varchar(200) not null,
    created_at timestamp not null default current_timestamp,
    primary key (owner, reference)
  );
  create index chamelaion_references_newest on chamelaion_references (owner, created_at desc);
`;

export function sqlReferences(database: Database): ReferenceStore {
  return {
    async record(owner, reference) {
      const insert = 'insert into chamelaion_references (owner, reference) values ($1, $2) on conflict do nothing';
      await database.query(insert, [owner, reference]);
    },
    async page(owner, { limit, offset }) {
      const { rows } = await database.query(
        `select reference from chamelaion_references where owner = $1
         order by created_at desc, reference limit $2 offset $3`,
        [owner, limit, offset],
      );
      const count = await database.query('select count(*) as total from chamelaion_references where owner = $1', [
        owner,
      ]);
      return {
        references: rows.map(({ reference }) => String(reference)),
        total: Number(count.rows[0]?.['total']),
      };
    },
  };
}
