import type { Loss } from '@amplication/model-text';

/** A word that is rather a name than English: with an underscore, a digit, a dot, a bracket or a capital inside. */
const NAME = /[\w$]*(?:_|\d|\.(?=\w)|[a-z](?=[A-Z])|\(\))[\w$.()]*[\w$)]|\d+/g;

/** What has a name that looks like English, and words of ours that follow it otherwise. */
const NAMED = /\b(function|sequence|the table|the view|columns of|is called|extension) (\w+)(?=[, .:]|$)/g;
const OURS = new Set([
  'of',
  'that',
  'in',
  'which',
  'belongs',
  'is',
  'by',
  'has',
  'have',
  'stands',
  'does',
  'and',
]);

/** The kind that a loss is of: its sentence without the names and numbers of the one schema. */
export const kindOf = ({ reason }: Loss): string =>
  reason
    .replace(/"[^"]*"/g, '…')
    .replace(NAME, (name) => (name === 'PostgreSQL' ? name : '…'))
    .replace(NAMED, (all: string, what: string, name: string) => (OURS.has(name) ? all : `${what} …`))
    .replace(/^… /, 'Some ');
