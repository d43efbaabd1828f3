import { createHash } from 'node:crypto';
import { DEFAULT_SCHEMA, words } from '@amplication/service-model';
import { asIdentifier, firstFree } from '../../postgres/reading/nouns';
import {
  type Argument,
  type Attribute,
  type Block,
  datasourceOf,
  type Expression,
  type Member,
  type SchemaTree,
} from '../syntax/tree';
import type { Loss, Place } from '@amplication/model-text';
import { cutName } from '../prisma-names';

/** What is known while a schema is read, and what was lost so far. */
export class Reading {
  readonly losses: Loss[] = [];
  readonly models = new Map<string, Block>();
  readonly enums = new Map<string, Block>();
  readonly views = new Set<string>();
  readonly isCockroach: boolean;
  /** Whether PostgreSQL holds foreign keys; else Prisma keeps the relations itself. */
  readonly isEnforced: boolean;
  /** The schema of PostgreSQL that is meant where a model names none. */
  readonly schema: string;
  /** Whether the schema may be one of Prisma 5 or older, which make join tables otherwise; until it is told. */
  private mayBeOld: boolean;
  /** Where each part of the model comes from. */
  private readonly origins = new Map<object, { at: Place; subject: string }>();
  private readonly names = new Map<Block, string>();
  /** Names of fields and values that are written otherwise in the model. */
  private readonly memberNames = new Map<Member, string>();

  constructor(readonly tree: SchemaTree) {
    for (const block of tree.blocks) {
      if (block.keyword === 'model') this.models.set(block.name, block);
      if (block.keyword === 'enum') this.enums.set(block.name, block);
      if (block.keyword === 'view') this.views.add(block.name);
    }
    const setting = (name: string) => {
      const value = datasourceOf(tree)?.get(name);
      return value?.kind === 'text' ? value.value : undefined;
    };
    this.isCockroach = setting('provider') === 'cockroachdb';
    this.isEnforced = (setting('relationMode') ?? setting('referentialIntegrity')) !== 'prisma';
    this.mayBeOld = datasourceOf(tree)?.has('url') === true && !isOfPrismaSix(tree);
    this.schema = /[?&]schema=([^&]+)/.exec(setting('url') ?? '')?.[1] ?? DEFAULT_SCHEMA;
    for (const blocks of [this.models, this.enums]) this.giveNames(blocks.values());
    for (const block of [...this.models.values(), ...this.enums.values()]) this.giveMemberNames(block);
  }

  lose(at: Place, subject: string, reason: string): void {
    const [block = ''] = subject.split('.');
    const entity = this.models.has(block) ? block : null;
    this.losses.push({ line: at.line, column: at.column, entity, subject, reason });
  }

  /** Says once that an older Prisma makes join tables without a primary key, and the schema does not tell by which. */
  loseOldJoins(at: Place): void {
    if (!this.mayBeOld) return;
    this.mayBeOld = false;
    this.lose(at, 'join tables', OLD_JOINS);
  }

  /** Remembers where a part of the model comes from, and gives it back. */
  from<T extends object>(at: Place, subject: string, part: T): T {
    this.origins.set(part, { at, subject });
    return part;
  }

  originOf(part: object): { at: Place; subject: string } {
    return this.origins.get(part) ?? { at: { line: 1, column: 1 }, subject: 'schema' };
  }

  /** What a model or an enum is called in the model of the service. */
  nameOf(block: Block): string {
    return this.names.get(block) ?? block.name;
  }

  /** What a field, a relation or a value is called in the model of the service. */
  nameOfMember = (member: Member): string => this.memberNames.get(member) ?? member.name;

  entityId = (block: Block): string => idOf('entity', this.nameOf(block));
  enumId = (block: Block): string => idOf('enum', this.nameOf(block));
  fieldId = (block: Block, name: string): string => idOf('field', `${this.nameOf(block)}.${name}`);

  /** Documentation, as far as a description goes. */
  description(at: Place, subject: string, text: string): string {
    if (text.length <= DESCRIPTION) return text;
    this.lose(at, subject, `Of its documentation only the first ${DESCRIPTION} characters are kept.`);
    return text.slice(0, DESCRIPTION).trimEnd();
  }

  private giveNames(blocks: Iterable<Block>): void {
    const taken = new Set<string>();
    const keyOf = (name: string) => words(name).join(' ');
    for (const block of blocks) {
      const plain = plainName(cutName(block.name));
      let name = plain;
      for (let number = 2; taken.has(keyOf(name)); number += 1) name = `${plain.slice(0, 58)}${number}`;
      taken.add(keyOf(name));
      this.names.set(block, name);
      if (name !== block.name)
        this.lose(
          block.at,
          block.name,
          isPlain(block.name)
            ? `The name is too long or differs from another one only in how it is written: it is called ${name}.`
            : renamed(name),
        );
    }
  }

  /** Prisma takes letters of every writing in names, which a program that is made of the model does not. */
  private giveMemberNames({ name: owner, members }: Block): void {
    const taken = new Set(members.map(({ name }) => name));
    for (const member of members) {
      if (isPlain(member.name)) continue;
      const name = firstFree([plainName(member.name)], (one) => taken.has(one));
      taken.add(name);
      this.memberNames.set(member, name);
      this.lose(member.at, `${owner}.${member.name}`, renamed(name));
    }
  }
}

const OLD_JOINS =
  'Join tables have a primary key (_AB_pkey), as Prisma 6 and later make them. A database that an older one made ' +
  'has a unique index (_AB_unique) there: import its SQL or its catalogue to keep that.';

/** Whether a generator is asked for that Prisma has since version 6. */
const isOfPrismaSix = ({ settings }: SchemaTree): boolean =>
  settings.some(({ keyword, values }) => {
    const provider = values.get('provider');
    return keyword === 'generator' && provider?.kind === 'text' && provider.value === 'prisma-client';
  });

const isPlain = (name: string): boolean => /^[\w-]+$/.test(name);

/** A name in the letters that the model has; it begins with one. */
const plainName = (name: string): string =>
  isPlain(name) ? name : asIdentifier(name, 'name').replace(/^[^A-Za-z]+/, '') || 'name';

const renamed = (name: string): string =>
  `Its name has letters that a name in the model cannot have: it is called ${name}, and keeps its name in the database.`;

const DESCRIPTION = 2_000;
const ID = 100;

/** An id made of names, the same each time: `field:User.email`. */
export function idOf(kind: string, name: string): string {
  const id = `${kind}:${name}`;
  if (id.length <= ID && /^[\w.:-]+$/.test(id)) return id;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 12);
  return `${id.replace(/[^\w.:-]/g, '-').slice(0, ID - 13)}-${hash}`;
}

/** The attribute of that name. */
export const attributeOf = (
  { attributes }: { attributes: readonly Attribute[] },
  name: string,
): Attribute | undefined => attributes.find((attribute) => attribute.name === name);

/** The argument of that name; one without a name stands for the first of them. */
export function argumentOf(
  { args }: { args: readonly Argument[] },
  name: string,
  isFirst = false,
): Expression | undefined {
  const named = args.find((argument) => argument.name === name);
  return (named ?? (isFirst ? args.find((argument) => argument.name === null) : undefined))?.value;
}

/** A text that an attribute names. */
export function textOf(attribute: Attribute | undefined, name: string, isFirst = false): string | null {
  const value = attribute && argumentOf(attribute, name, isFirst);
  return value?.kind === 'text' ? value.value : null;
}

/** What a table is called in PostgreSQL. */
export const tableOf = (block: Block): string =>
  cutName(textOf(attributeOf(block, 'map'), 'name', true) ?? block.name);

/** What a column is called in PostgreSQL. */
export const columnOf = (member: Member): string =>
  cutName(textOf(attributeOf(member, 'map'), 'name', true) ?? member.name);

/** The schema of PostgreSQL; null is the one that is meant when none is named. */
export function schemaOf(reading: Reading, block: Block): string | null {
  const schema = textOf(attributeOf(block, 'schema'), 'map', true) ?? reading.schema;
  return schema === DEFAULT_SCHEMA ? null : schema;
}
