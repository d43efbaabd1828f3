import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg';

/** Node has it, its types do not. */
declare const WebAssembly: {
  instantiate(code: Uint8Array, imports: object): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

const require = createRequire(import.meta.url);

/** What Prisma's engine asks of a database before it compares two schemas; none of it is looked at. */
const answer = <T>(value: T) => ({ ok: true as const, value });
const DATABASE = {
  provider: 'postgres',
  adapterName: 'nobody',
  queryRaw: async () =>
    answer({
      columnNames: ['version', 'schema', 'name', 'namespace_name'],
      columnTypes: [7, 7, 7, 7],
      rows: [['PostgreSQL 16.0', 'public', 'public', 'public']],
    }),
  executeRaw: async () => answer(0),
  executeScript: async () => answer(undefined),
  dispose: async () => answer(undefined),
  getConnectionInfo: () => answer({ schemaName: 'public', supportsRelationJoins: true }),
};
const ADAPTER = {
  provider: 'postgres',
  adapterName: 'nobody',
  connect: async () => answer(DATABASE),
  connectToShadowDb: async () => answer(DATABASE),
};

const started = (async () => {
  const path = require
    .resolve('@prisma/schema-engine-wasm')
    .replace('schema_engine.js', 'schema_engine_bg.wasm');
  const { instance } = await WebAssembly.instantiate(await readFile(path), {
    './schema_engine_bg.js': { ...engine },
  });
  engine.__wbg_set_wasm(instance.exports);
  const { __wbindgen_start: start } = instance.exports;
  if (typeof start === 'function') start();
})();

/** The script by which Prisma itself would make the tables of a schema in an empty database. */
export async function prismaScript(schema: string): Promise<string> {
  await started;
  const prisma = await engine.SchemaEngine.new(
    { datamodels: [['schema.prisma', schema]] },
    () => undefined,
    ADAPTER,
  );
  const { stdout } = await prisma.diff({
    from: { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  prisma.free();
  return stdout ?? '';
}

/** The statements of that script, sorted: their order means nothing. */
export async function statementsOf(schema: string): Promise<string[]> {
  const script = await prismaScript(schema);
  return script
    .split(/;\n/)
    .map((statement) => statement.replace(/^-- \w+$/gm, '').trim())
    .filter((statement) => statement !== '')
    .sort();
}
