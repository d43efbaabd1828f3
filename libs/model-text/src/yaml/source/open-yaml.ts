import { Composer, type Document, Parser, type ParsedNode } from 'yaml';
import { ModelSyntaxError } from '../../errors';
import { Lines } from '../../lines';
import { checkSize, withoutMark } from '../../text-size';
import { checkTokens } from './check-tokens';
import { Problems } from './problems';

/** A text of YAML whose documents are read. */
export interface YamlSource {
  /** The name of its file; null for a text without one. */
  file: string | null;
  text: string;
  lines: Lines;
  documents: Document.Parsed[];
}

/**
 * Reads a text as YAML 1.2 with the core schema: `no` is a text and so is a date. Names that stand twice are looked for
 * by us, since the library compares each with each.
 * @throws ModelSyntaxError for what would take too long to read
 */
export function openYaml(text: string, file: string | null, problems: Problems): YamlSource {
  checkSize(text);
  const source = withoutMark(text);
  const lines = new Lines(source);
  checkTokens(source, lines);
  const opened = { file, text: source, lines, documents: composed(source) };
  for (const { errors } of opened.documents)
    for (const { pos, message } of errors) problems.add(opened, pos[0], '', sentence(message));
  return opened;
}

function composed(source: string): Document.Parsed[] {
  const composer = new Composer<ParsedNode>({
    ...{ version: '1.2', schema: 'core', uniqueKeys: false, prettyErrors: false, strict: true },
    ...{ intAsBigInt: false, logLevel: 'silent' },
  });
  try {
    return [...composer.compose(new Parser().parse(source))];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ModelSyntaxError(null, 'Expected a text that is less deeply nested.', { cause: error });
  }
}

/** The library's words as the end of a sentence of ours. */
const sentence = (message: string) => message.replace(/\.$/, '');
