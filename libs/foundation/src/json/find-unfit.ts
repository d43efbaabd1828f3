import { isStorableText } from '../text/storable-text';

/** The deepest body of ours is a model: its fields' rules lie six levels down. */
const MAX_DEPTH = 20;
/** Problems that are named; a body with more is no form of ours. */
const MAX_PROBLEMS = 20;

/** A part of JSON that is not taken. `path` is dotted; '' is the whole. */
export interface UnfitPart {
  path: string;
  message: string;
}

interface Place {
  value: unknown;
  key: string;
  parent: Place | null;
  depth: number;
}

/**
 * What is unfit about JSON from outside: that it is nested too deeply, that it holds more than `maxValues` values, or
 * text that PostgreSQL cannot keep (NUL, halves of surrogate pairs); each such text is named, twenty at most. Walks
 * without recursion and stops at the first limit, so that its cost is bounded by `maxValues` whatever was sent.
 */
export function findUnfit(body: unknown, maxValues: number): UnfitPart[] {
  const problems: UnfitPart[] = [];
  const waiting: Place[] = [{ value: body, key: '', parent: null, depth: 0 }];
  let seen = 0;
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    const { value, depth } = place;
    if (typeof value === 'string' && !isStorableText(value)) {
      problems.push(named(place, 'must be text without NUL characters'));
    } else if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value);
      seen += entries.length;
      if (seen > maxValues) return [tooMuch(`holds more than ${maxValues} values`)];
      if (depth >= MAX_DEPTH && entries.length > 0)
        return [tooMuch(`is nested more than ${MAX_DEPTH} levels deep`)];
      for (const [key, inner] of entries) {
        if (!isStorableText(key)) problems.push(named(place, 'has a name with a NUL character'));
        else waiting.push({ value: inner, key, parent: place, depth: depth + 1 });
      }
    }
    if (problems.length >= MAX_PROBLEMS) break;
  }
  return problems;
}

const tooMuch = (what: string): UnfitPart => ({ path: '', message: `the body ${what}` });

function named(place: Place, message: string): UnfitPart {
  const keys: string[] = [];
  for (let at = place; at.parent; at = at.parent) keys.unshift(at.key);
  const path = keys.join('.');
  return { path, message: `${path === '' ? 'the body' : path} ${message}` };
}
