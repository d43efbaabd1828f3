import type { Loss } from '@amplication/model-exchange';

/** A word that is more likely a name than English: with an underscore, a digit, a dot inside, a bracket or a capital inside. */
const NAME = /[\w$]*(?:_|\d|\.(?=\w)|[a-z](?=[A-Z])|\(\))[\w$.()]*/g;
/** What stands for a name in a sentence of ours. */
const AFTER =
  /\b(called|function|sequence|table|view|points at the table|columns of|named|schema|schema of|value|\w+ the extension) (?!of\b|that\b|in\b|which\b|belongs\b|is\b|by\b|has\b|stands\b)([\w$"…]+)/g;

/** The kind that a loss is of: its sentence without the names and numbers of the one schema. */
export const kindOf = ({ reason }: Loss): string =>
  reason
    .replace(/"[^"]*"|`[^`]*`/g, '…')
    .replace(NAME, '…')
    .replace(AFTER, '$1 …')
    .replace(/^… /, 'Some ')
    .replace(/…(?: …)+/g, '…');
