import { isRecord } from '@amplication/foundation';
import type { Place } from '@amplication/model-text';
import { PrismaSyntaxError } from '../errors';
import type { Expression, SchemaTree, Settings } from './tree';

/** Refused by Prisma, and read by us: the reader says that it is lost. */
const READ_ANYWAY = ['The length argument is not supported in an index definition'];

interface Finding {
  start: number;
  text: string;
}

/**
 * Asks Prisma itself whether a schema is right. What belongs to a version or a machine, and not to the database, is
 * left out of the question: generators, addresses, preview features.
 * @throws PrismaSyntaxError with the first thing that Prisma refuses
 */
export async function validatePrisma(source: string, tree: SchemaTree): Promise<void> {
  const { default: prisma } = await import('@prisma/prisma-schema-wasm');
  const asked = withOwnSettings(source, tree.settings);
  const [first] = findingsOf(answerOf(() => prisma.lint(JSON.stringify([['schema.prisma', asked]]))));
  if (!first) return;
  throw new PrismaSyntaxError(placeOf(source, Math.min(first.start, source.length)), sentence(first.text));
}

/** Prisma's parser panics at some texts that are no schemas; it is as good as new afterwards. */
function answerOf(ask: () => string): string {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'RuntimeError') throw error;
    throw new PrismaSyntaxError(
      { line: 1, column: 1 },
      'expected a schema that Prisma can read; it gives up on this one.',
    );
  }
}

function findingsOf(answer: string): Finding[] {
  const all: unknown = JSON.parse(answer);
  if (!Array.isArray(all)) return [];
  const findings = all.flatMap((one: unknown): Finding[] =>
    isRecord(one) && one.is_warning === false && typeof one.text === 'string'
      ? [{ start: Number(one.start), text: one.text }]
      : [],
  );
  return findings
    .filter(({ text }) => !READ_ANYWAY.some((words) => text.includes(words)))
    .sort((a, b) => a.start - b.start);
}

/** The schema with our settings at its end, and blanks where its own stood, so that every place stays. */
function withOwnSettings(source: string, settings: readonly Settings[]): string {
  let text = '';
  let end = 0;
  for (const block of settings) {
    text += source.slice(end, block.start) + source.slice(block.start, block.end).replace(/[^\n]/g, ' ');
    end = block.end;
  }
  const own = settings.find(({ keyword }) => keyword === 'datasource');
  const kept = ['provider', 'schemas', 'relationMode'].flatMap((name) => {
    const value = own?.values.get(name);
    return value ? [`  ${name} = ${written(value)}`] : [];
  });
  const provider = own?.values.has('provider') ? [] : ['  provider = "postgresql"'];
  return [
    text + source.slice(end),
    `datasource ${own?.name ?? 'db'} {`,
    ...provider,
    ...kept,
    '}',
    'generator client {',
    '  provider = "prisma-client-js"',
    '  previewFeatures = ["views", "postgresqlExtensions", "partialIndexes"]',
    '}',
    '',
  ].join('\n');
}

function written(value: Expression): string {
  if (value.kind === 'list') return `[${value.items.map(written).join(', ')}]`;
  return value.kind === 'text' ? JSON.stringify(value.value) : '""';
}

function placeOf(source: string, offset: number): Place {
  const before = source.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1 };
}

/** Prisma's own words, without the tag that says that they are about an error. */
const sentence = (text: string) => `Prisma refuses it: ${text.replace(/^Error validating: /, '')}`;
