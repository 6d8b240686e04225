import initSqlJs, { type BindParams } from 'sql.js';
import { expect, test } from 'vitest';
import { schema, sqlReferences } from '../examples/sql-references.ts';

test('the documented table pages through an owner’s references, each of them once', async () => {
  const { Database } = await initSqlJs();
  const database = new Database();
  database.run(schema);
  const references = sqlReferences({
    async query(text, values = []) {
      const params = Object.fromEntries(values.map((value, index) => [`$${index + 1}`, value])) as BindParams;
      const statement = database.prepare(text, params);
      const rows: Record<string, unknown>[] = [];
      while (statement.step()) rows.push(statement.getAsObject());
      statement.free();
      return { rows };
    },
  });
  for (const reference of ['a', 'b', 'b', 'c']) await references.record('ann', reference, 'lipsync');
  await references.record('ann', 'a', 'videoTranslate');
  await references.record('bob', "x'; drop table chamelaion_references; --", 'lipsync');
  expect(await references.page('ann', { limit: 2, offset: 0, kind: 'lipsync' })).toMatchObject({
    total: 3,
    references: { length: 2 },
  });
  expect((await references.page('ann', { limit: 5, offset: 1, kind: 'lipsync' })).references).toHaveLength(2);
  expect(await references.page('bob', { limit: 9, offset: 0, kind: 'lipsync' })).toEqual({
    references: ["x'; drop table chamelaion_references; --"],
    total: 1,
  });
  expect((await references.page('ann', { limit: 9, offset: 0, kind: 'videoTranslate' })).references).toEqual(['a']);
  expect(await references.page('carl', { limit: 9, offset: 0, kind: 'lipsync' })).toEqual({ references: [], total: 0 });
});
