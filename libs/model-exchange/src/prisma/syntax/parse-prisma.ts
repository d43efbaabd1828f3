import { MODEL_LIMITS } from '@amplication/service-model';
import type { Place } from '@amplication/model-text';
import { PrismaTooLargeError } from '../errors';
import { parseAttribute, parseExpression } from './parse-expression';
import { TokenReader } from './token-reader';
import { type Token, tokensOf } from './tokens';
import type { Block, Expression, Member, SchemaTree, Settings } from './tree';

const WORDS = 'model, enum, view, type, datasource or generator';

/** More than these no model of a service may have. */
const BLOCKS = MODEL_LIMITS.entities + MODEL_LIMITS.enums;
const MEMBERS = 2_000;

/**
 * Reads a schema of Prisma as a tree that knows where each part stands.
 * @throws PrismaSyntaxError naming what was expected
 */
export function parsePrisma(source: string): SchemaTree {
  const tree: SchemaTree = { blocks: [], settings: [], comments: [] };
  const reader = new TokenReader(withoutComments(tokensOf(source), tree.comments));
  let notes = new Notes(tree.comments);
  while (reader.next.kind !== 'end') {
    const token = reader.next;
    if (token.kind === 'line') {
      reader.take();
      notes.endLine();
    } else if (token.kind === 'doc') notes.add(reader.take());
    else {
      readBlock(reader, tree, notes.take());
      notes = new Notes(tree.comments);
    }
  }
  notes.drop();
  tree.comments.sort((a, b) => a.line - b.line || a.column - b.column);
  return tree;
}

/** Without comments, and without the lines that hold nothing else: only an empty line parts documentation. */
function* withoutComments(tokens: Iterable<Token>, comments: Place[]): Generator<Token, void, undefined> {
  let startsLine = true;
  let isWholeLine = false;
  for (const token of tokens) {
    if (token.kind === 'comment') {
      comments.push(token.at);
      isWholeLine = startsLine;
    } else if (isWholeLine && token.kind === 'line') isWholeLine = false;
    else {
      yield token;
      startsLine = token.kind === 'line';
      isWholeLine = false;
    }
  }
}

/** Documentation that waits for what it documents. What is left over is a comment like any other. */
class Notes {
  private lines: { text: string; at: Place }[] = [];
  private isNewLine = false;

  constructor(private readonly comments: Place[]) {}

  add(note: { text: string; at: Place }): void {
    this.lines.push(note);
    this.isNewLine = false;
  }

  /** An empty line parts documentation from what follows. */
  endLine(): void {
    if (this.isNewLine) this.drop();
    this.isNewLine = true;
  }

  take(): string {
    this.isNewLine = false;
    const text = this.lines.map((line) => line.text).join('\n');
    this.lines = [];
    return text;
  }

  drop(): void {
    for (const { at } of this.lines) this.comments.push(at);
    this.lines = [];
  }
}

function readBlock(reader: TokenReader, tree: SchemaTree, documentation: string): void {
  const token = reader.need('name', WORDS);
  const { text: keyword, at, start } = token;
  switch (keyword) {
    case 'model':
    case 'view':
    case 'type':
    case 'enum':
      tree.blocks.push(bodyOf(reader, { keyword, at, documentation }, tree.comments));
      if (tree.blocks.length > BLOCKS)
        throw new PrismaTooLargeError(`at most ${BLOCKS} models and enums`, 'more');
      return;
    case 'datasource':
    case 'generator':
      tree.settings.push(settingsOf(reader, { keyword, at, start }));
      return;
    default:
      throw reader.expected(WORDS, token);
  }
}

function bodyOf(
  reader: TokenReader,
  { keyword, at, documentation }: Pick<Block, 'keyword' | 'at' | 'documentation'>,
  comments: Place[],
): Block {
  const name = reader.need('name', `the name of the ${keyword}`).text;
  reader.needSign('{');
  const block: Block = { keyword, name, members: [], attributes: [], documentation, at };
  const notes = new Notes(comments);
  while (!reader.takeSign('}')) {
    const token = reader.next;
    if (token.kind === 'line') {
      reader.take();
      notes.endLine();
    } else if (token.kind === 'doc') notes.add(reader.take());
    else if (reader.isSign('@@')) {
      notes.drop();
      block.attributes.push(parseAttribute(reader));
      if (reader.next.kind === 'doc') comments.push(reader.take().at);
      endOfLine(reader);
    } else block.members.push(memberOf(reader, keyword === 'enum', notes.take()));
    if (block.members.length + block.attributes.length > MEMBERS)
      throw new PrismaTooLargeError(`at most ${MEMBERS} fields and keys in ${name}`, 'more');
  }
  notes.drop();
  return block;
}

function memberOf(reader: TokenReader, isValue: boolean, above: string): Member {
  const { text: name, at } = reader.need('name', isValue ? 'a value, `@@` or `}`' : 'a field, `@@` or `}`');
  const type = isValue ? { type: '', unsupported: null, arity: 'one' as const } : typeOf(reader);
  const member: Member = { name, ...type, attributes: [], documentation: above, at };
  while (reader.isSign('@')) member.attributes.push(parseAttribute(reader));
  if (reader.next.kind === 'doc') {
    const beside = reader.take().text;
    member.documentation = above === '' ? beside : `${above}\n${beside}`;
  }
  endOfLine(reader);
  return member;
}

function typeOf(reader: TokenReader): Pick<Member, 'type' | 'unsupported' | 'arity'> {
  const type = reader.need('name', 'the type of the field').text;
  let unsupported: string | null = null;
  if (type === 'Unsupported') {
    reader.needSign('(');
    unsupported = reader.need('text', 'the name of a type of PostgreSQL in quotes').text;
    reader.needSign(')');
  }
  if (reader.takeSign('?')) return { type, unsupported, arity: 'optional' };
  if (!reader.takeSign('[')) return { type, unsupported, arity: 'one' };
  reader.needSign(']');
  return { type, unsupported, arity: 'list' };
}

function settingsOf(
  reader: TokenReader,
  { keyword, at, start }: Pick<Settings, 'keyword' | 'at' | 'start'>,
): Settings {
  const name = reader.need('name', `the name of the ${keyword}`).text;
  reader.needSign('{');
  const values = new Map<string, Expression>();
  for (;;) {
    if (reader.isSign('}')) return { keyword, name, values, at, start, end: reader.take().end };
    const token = reader.take();
    if (token.kind === 'line' || token.kind === 'doc') continue;
    if (token.kind !== 'name') throw reader.expected('a setting or `}`', token);
    reader.needSign('=');
    values.set(token.text, parseExpression(reader));
    if (reader.next.kind === 'doc') reader.take();
    endOfLine(reader);
  }
}

function endOfLine(reader: TokenReader): void {
  if (reader.isSign('}') || reader.next.kind === 'line' || reader.next.kind === 'end') return;
  throw reader.expected('the end of the line');
}
