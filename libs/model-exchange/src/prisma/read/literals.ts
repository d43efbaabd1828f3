import type { Expression } from '../syntax/tree';
import type { DraftType } from './draft';

/** A literal of Prisma as a model has it in its JSON; null when the type has no such values. */
export function literalOf(type: DraftType, value: Expression): string | number | boolean | null {
  switch (value.kind) {
    case 'text':
      return fromText(type, value.value);
    case 'number':
      return fromNumber(type, value.digits);
    case 'name':
      if (type.type === 'enum') return value.name;
      if (type.type === 'boolean' && (value.name === 'true' || value.name === 'false'))
        return value.name === 'true';
      return null;
    case 'call':
    case 'list':
    case 'object':
      return null;
  }
}

function fromText(type: DraftType, text: string): string | null {
  switch (type.type) {
    case 'bytes':
      return Buffer.from(text, 'base64').toString('hex');
    case 'date':
      return text.slice(0, 'yyyy-mm-dd'.length);
    case 'time':
      return timeOf(text, type.zone);
    case 'double':
    case 'boolean':
    case 'enum':
      return null;
    default:
      return text;
  }
}

function fromNumber(type: DraftType, digits: string): string | number | null {
  switch (type.type) {
    case 'integer':
      return type.bytes === 8 ? digits : Number(digits);
    case 'double':
      return Number(digits);
    case 'decimal':
    case 'other':
      return digits;
    default:
      return null;
  }
}

/** Prisma writes a time as a moment of the first day of 1970. */
function timeOf(moment: string, hasZone: boolean): string {
  const time = moment.slice(moment.indexOf('T') + 1);
  return hasZone ? time : time.replace(/(?:Z|[+-]\d\d:?\d\d)$/, '');
}
