// Makes an empty database, from which tests copy theirs: node template.js <folder>
import { PGlite } from '@electric-sql/pglite';

const database = await PGlite.create(process.argv[2]);
await database.close();
