import { changesOf } from '@amplication/service-model';
import { readYaml } from '@amplication/model-text';
import { type ExportFormat, exportModel, importModel } from './exchange';

const { model: SHOP } = readYaml(`service: Shop
version: 2
description: Sells things.
roles: { boss: }
enums:
  Size: { values: [s, m] }
---
entity: User
fields:
  id: { type: uuid, required: true, default: { kind: id, made: uuidv7 } }
  password: { type: text, secret: true, writeOnly: true }
  size: { type: enum, enum: Size }
  points: { type: integer, readOnly: true }
key: [id]
relations:
  tags: { to: Tag, kind: many-to-many }
access:
  - { role: boss, actions: [read] }
---
entity: Tag
fields:
  id: { type: uuid, required: true, default: { kind: id, made: uuidv7 } }
  size: { type: enum, enum: Size }
key: [id]
`);

/** What importing the export says is otherwise, when its text was changed in between. */
async function changes(format: ExportFormat, change: (text: string) => string) {
  const text = change(exportModel(SHOP, format));
  const { model, losses } = await importModel(text, { format, current: SHOP });
  return { model, losses, said: changesOf(SHOP, model).map(({ what }) => what) };
}

describe('a model that is imported in place of the current one', () => {
  it('adds a column, and keeps what its format cannot say', async () => {
    const { model, said } = await changes('sql', (sql) =>
      sql.replace('  password text', '  email text NOT NULL,\n  password text'),
    );
    expect(said).toEqual(['User.email was added.']);
    expect(model.entities[0]).toMatchObject({
      fields: [
        { name: 'id', default: { kind: 'id' } },
        { name: 'email' },
        { name: 'password', secret: true, writeOnly: true },
        { name: 'size' },
        { name: 'points' },
      ],
      access: [{ roleId: 'boss' }],
    });
  });

  it('changes a type, and keeps what is not of the type', async () => {
    const { model, said, losses } = await changes('prisma', (text) =>
      text.replace(/points +Int\?/, 'points Float?'),
    );
    expect(said[0]).toBe('User.points has changed: type is double now, and was integer.');
    expect(said.filter((what) => what.includes('read-only'))).toEqual([]);
    expect(model.entities[0]?.fields[3]).toMatchObject({ type: 'double', readOnly: true });
    expect(losses.filter(({ subject }) => subject === 'User.points')).toEqual([]);
  });

  it('tells what it cannot keep beside a new type', async () => {
    const { model, losses } = await changes('prisma', (text) =>
      text.replace(/password +String\?/, 'password Json?'),
    );
    expect(model.entities[0]?.fields[1]).toMatchObject({ type: 'json', secret: false });
    expect(model.entities[0]?.fields[3]).toMatchObject({ type: 'integer', readOnly: true });
    expect(losses).toContainEqual(
      expect.objectContaining({ subject: 'User.password', reason: expect.stringContaining('not kept') }),
    );
  });

  it('removes what is no longer there', async () => {
    const { said } = await changes('prisma', (text) => text.replace(/(^ *\/\/\/.*\n)*^ *password.*\n/m, ''));
    expect(said).toEqual(['User.password was removed.']);
  });

  it('adds a value to an enum that its format has at one of two columns only', async () => {
    const { model, said } = await changes('sql', (sql) => {
      const at = sql.lastIndexOf("IN ('s', 'm')");
      return `${sql.slice(0, at)}IN ('s', 'm', 'l')${sql.slice(at + "IN ('s', 'm')".length)}`;
    });
    expect(said.length).toBeGreaterThan(0);
    const sizes = model.entities.map(({ fields }) => {
      const field = fields.find(({ name }) => name === 'size');
      const { values = [] } =
        model.enums.find(({ id }) => field?.type === 'enum' && id === field.enumId) ?? {};
      return values.map(({ name }) => name);
    });
    expect(sizes).toEqual(
      expect.arrayContaining([
        ['s', 'm'],
        ['s', 'm', 'l'],
      ]),
    );
  });

  it('tells that it cannot know what the end of a table means that stands for a many-to-many', async () => {
    const { model, losses } = await changes('prisma', (text) =>
      text.replace(/^model User_tags \{[^}]*\}\n/m, '').replace(/^.*User_tags\[\].*\n/gm, ''),
    );
    expect(model.entities[0]?.relations).toHaveLength(1);
    expect(losses).toContainEqual(
      expect.objectContaining({ subject: 'User_tags', reason: expect.stringContaining('no longer there') }),
    );
  });

  it('says nothing of a table that went with one of the two that it joins', async () => {
    const { said, losses } = await changes('prisma', (text) =>
      text
        .replace(/^model (?:User_tags|Tag) \{[^}]*\}\n/gm, '')
        .replace(/^.*(?:User_tags|Tag)\[\].*\n/gm, ''),
    );
    expect(said).toContain('Tag was removed.');
    expect(losses.map(({ subject }) => subject)).not.toContain('User_tags');
  });

  it('takes what was read as it is where the rest does not go with it, and says so', async () => {
    const { model, losses } = await changes('prisma', () =>
      exportModel({ ...SHOP, enums: [], entities: SHOP.entities.slice(1).map(withoutSize) }, 'prisma').concat(
        '\nmodel Account {\n  id String @id\n  @@map("user")\n}\n',
      ),
    );
    expect(model.entities.map(({ name }) => name)).toContain('Account');
    expect(losses.length).toBeGreaterThan(0);
  });
});

const withoutSize = (entity: (typeof SHOP.entities)[number]) => ({
  ...entity,
  fields: entity.fields.filter(({ name }) => name !== 'size'),
});
