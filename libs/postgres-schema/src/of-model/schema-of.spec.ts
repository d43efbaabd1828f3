import { parseServiceModel } from '@amplication/service-model';
import { entity, field, model } from '@amplication/service-model/testing';
import { writeSql } from '../write/write-sql';
import { schemaOf } from './schema-of';

const sqlOf = (...parts: Parameters<typeof model>) => writeSql(schemaOf(parseServiceModel(model(...parts))));

describe('schemaOf', () => {
  it('makes a sequence by which two fields count once, and gives it to neither', () => {
    const counted = (name: string) =>
      field(name, 'integer', { default: { kind: 'sequence', sequence: 'shared' } });
    const sql = sqlOf([entity('Item', {}, [counted('a'), counted('b')])]);
    expect(sql.match(/CREATE SEQUENCE public\.shared AS integer;/g)).toHaveLength(1);
    expect(sql).not.toContain('OWNED BY');
  });

  it('makes the constraints in their order, though CREATE TABLE drops one over the columns of another', () => {
    const unique = (name: string, fields: string[]) => ({ id: name, constraint: name, fields });
    const sql = sqlOf([
      entity('Item', { uniques: [unique('first', ['a']), unique('again', ['a']), unique('last', ['b'])] }, [
        field('a', 'text'),
        field('b', 'text'),
      ]),
    ]);
    expect(sql.match(/CONSTRAINT \w+ UNIQUE/g)).toEqual(
      ['first', 'again', 'last'].map((name) => `CONSTRAINT ${name} UNIQUE`),
    );
    expect(sql).toMatch(
      /CREATE TABLE[^;]*first[^;]*;[^;]*ADD CONSTRAINT again[^;]*;[^;]*ADD CONSTRAINT last/,
    );
  });

  it('leaves out of comments what PostgreSQL cannot store', () => {
    expect(sqlOf([entity('Item', { description: 'a\0b\ud800' })])).toContain("IS 'a\uFFFDb\uFFFD';");
  });

  it('is not misled by values that look like SQL', () => {
    const values = ["a'::text, 'b", 'c'].map((name, index) => ({ id: `v${index}`, name }));
    const sql = sqlOf([entity('Item', {}, [field('e', 'enum', { enumId: 's' })])], {
      enums: [{ id: 's', name: 'Size', values }],
    });
    expect(sql).toContain("CHECK (e IN ('a''::text, ''b', 'c'))");
  });
});
