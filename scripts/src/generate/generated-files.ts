import { projectRoot } from '../workspace.ts';
import { operationTables } from './operation-tables.ts';
import { schemaTypes } from './schema-types.ts';

/** The hand-written contract. */
export const specFile: URL = new URL('spec/openapi.yaml', projectRoot);

/** The folder of what is made from it. */
export const generatedFolder: URL = new URL('spec/generated/', projectRoot);

/** Every generated file, by its name, in memory. */
export async function generatedFiles(spec: URL = specFile): Promise<ReadonlyMap<string, string>> {
  const [schema, operations] = await Promise.all([schemaTypes(spec), operationTables(spec)]);
  return new Map([
    ['schema.ts', schema],
    ['operations.ts', operations],
  ]);
}
