import type { FieldModel } from '@amplication/service-model';

/** A type of Prisma, and what `@db.` says besides. */
export interface PrismaType {
  name: string;
  native: string | null;
  /** What of the field's type Prisma has no words for. */
  unsaid: string[];
}

const plain = (name: string, native: string | null = null, unsaid: string[] = []): PrismaType => ({
  name,
  native,
  unsaid,
});

/** What Prisma calls the type of a field; `enumName` tells the enums. */
export function prismaType(field: FieldModel, enumName: (id: string) => string): PrismaType {
  switch (field.type) {
    case 'text':
      return textType(field);
    case 'integer':
      return field.bytes === 8 ? plain('BigInt') : plain('Int', field.bytes === 2 ? 'SmallInt' : null);
    case 'decimal':
      return plain('Decimal', decimalNative(field));
    case 'double':
      return plain('Float', field.bytes === 4 ? 'Real' : null);
    case 'boolean':
      return plain('Boolean');
    case 'date':
      return plain('DateTime', 'Date');
    case 'time':
      return plain('DateTime', sized(field.zone ? 'Timetz' : 'Time', field.precision));
    case 'timestamp':
      if (!field.zone && field.precision === 3) return plain('DateTime');
      return plain('DateTime', sized(field.zone ? 'Timestamptz' : 'Timestamp', field.precision));
    case 'json':
      return plain('Json', field.binary ? null : 'Json');
    case 'bytes':
      return plain('Bytes');
    case 'uuid':
      return plain('String', 'Uuid');
    case 'enum':
      return plain(enumName(field.enumId));
    case 'other':
      return otherType(field.typeName);
  }
}

function textType({ store, maxLength }: FieldModel & { type: 'text' }): PrismaType {
  if (store === 'varchar') return plain('String', sized('VarChar', maxLength));
  if (store === 'char') return plain('String', sized('Char', maxLength));
  return plain('String', null, maxLength === null ? [] : [`it has at most ${maxLength} characters`]);
}

function decimalNative({ precision, scale }: FieldModel & { type: 'decimal' }): string | null {
  if (precision === null) return 'Decimal';
  return precision === 65 && scale === 30 ? null : `Decimal(${precision}, ${scale ?? 0})`;
}

const sized = (name: string, size: number | null) => (size === null ? name : `${name}(${size})`);

/** Types of PostgreSQL that Prisma has a word for. */
const WORDS: ReadonlyMap<string, [string, string]> = new Map([
  ['inet', ['String', 'Inet']],
  ['citext', ['String', 'Citext']],
  ['xml', ['String', 'Xml']],
  ['bit', ['String', 'Bit']],
  ['bit varying', ['String', 'VarBit']],
  ['money', ['Decimal', 'Money']],
  ['oid', ['Int', 'Oid']],
]);

function otherType(typeName: string): PrismaType {
  const sizedBits = /^(bit|bit varying)\((\d{1,9})\)$/.exec(typeName);
  const [name, native] = WORDS.get(sizedBits?.[1] ?? typeName) ?? [];
  if (name === undefined || native === undefined) return plain(`Unsupported(${JSON.stringify(typeName)})`);
  return plain(name, sizedBits ? `${native}(${sizedBits[2]})` : native);
}
