import type { ReferenceStore } from '@chamelaion/proxy';

/** What `Pool` of the package pg is. */
interface Database {
  query(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

export const schema = `
  create table chamelaion_references (
    owner varchar(256) not null,
    kind varchar(40) not null,
    reference varchar(200) not null,
    created_at timestamp not null default current_timestamp,
    primary key (owner, kind, reference)
  );
  create index chamelaion_references_newest on chamelaion_references (owner, kind, created_at desc);
`;

export function sqlReferences(database: Database): ReferenceStore {
  return {
    async record(owner, reference, kind) {
      await database.query(
        'insert into chamelaion_references (owner, kind, reference) values ($1, $2, $3) on conflict do nothing',
        [owner, kind, reference],
      );
    },
    async page(owner, { limit, offset, kind }) {
      const own = 'from chamelaion_references where owner = $1 and kind = $2';
      const { rows } = await database.query(
        `select reference ${own} order by created_at desc, reference limit $3 offset $4`,
        [owner, kind, limit, offset],
      );
      const count = await database.query(`select count(*) as total ${own}`, [owner, kind]);
      return {
        references: rows.map(({ reference }) => String(reference)),
        total: Number(count.rows[0]?.['total']),
      };
    },
  };
}
