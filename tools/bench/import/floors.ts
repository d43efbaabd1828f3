import { createRequire } from 'node:module';
import { parseAllDocuments } from 'yaml';
import type { TextFormat } from './texts';

const require = createRequire(import.meta.url);

/** Parsing alone, by what parses the format anyway: nothing is checked against the language, and no model is made. */
export const FLOORS: Record<TextFormat, (text: string) => Promise<unknown>> = {
  sql: async (text) => {
    const parser: typeof import('libpg-query') = require('libpg-query');
    await parser.loadModule();
    return parser.parseSync(text);
  },
  prisma: async (text) => {
    const { default: prisma } = await import('@prisma/prisma-schema-wasm');
    return prisma.get_dmmf(JSON.stringify({ prismaSchema: [['schema.prisma', text]], noColor: true }));
  },
  yaml: async (text) => parseAllDocuments(text),
  json: async (text): Promise<unknown> => JSON.parse(text),
  postgres: async (text): Promise<unknown> => JSON.parse(text),
};
