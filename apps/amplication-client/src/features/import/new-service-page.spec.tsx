/** @jest-environment ./test/browser-environment.mjs */
import { screen, waitFor, within } from '@testing-library/react';
import { refuse, serve } from '../../../test/api';
import { show } from '../../../test/render';
import { NewServicePage } from './new-service-page';

const READ = 'POST /api/workspaces/w1/model-imports';
const MODEL = {
  version: 2,
  name: 'Shop',
  description: 'Sells.',
  extensions: [],
  roles: [],
  enums: [],
  entities: [
    { id: 'e1', name: 'User', fields: [{ id: 'f1', name: 'email' }], relations: [] },
    {
      id: 'e2',
      name: 'Post',
      fields: [{ id: 'f2', name: 'title' }],
      relations: [{ id: 'r1', name: 'author' }],
    },
  ],
};
const given = (more: object = {}) => ({
  format: 'prisma',
  counts: { entities: 2, fields: 2, relations: 1, enums: 0, indexes: 3 },
  lossCount: 0,
  losses: [],
  model: MODEL,
  ...more,
});
const loss = (line: number, entity: string | null, subject: string, reason: string) => ({
  line,
  column: 3,
  entity,
  subject,
  reason,
});

async function open(answers: Parameters<typeof serve>[0]) {
  const sent = serve(answers);
  const { user } = show(<NewServicePage />, { path: '/w/:workspaceId/from-schema', at: '/w/w1/from-schema' });
  const press = async (name: string) => user.click(await screen.findByRole('button', { name }));
  const paste = async (text: string) => {
    await user.click(await screen.findByRole('textbox', { name: 'Or paste it' }));
    await user.paste(text);
  };
  return { user, sent, press, paste };
}

describe('a schema', () => {
  it('is read as it was pasted, and its service is made of the model that was shown', async () => {
    const { sent, press, paste } = await open({
      [READ]: () => given(),
      'POST /api/workspaces/w1/resources': () => ({ id: 's1' }),
    });
    await paste('model User {}');
    await press('Read the schema');
    const summary = await screen.findByRole('region', { name: 'What the schema holds' });
    expect(summary.textContent).toContain('2 entities2 fields1 relation0 enums3 indexes');
    expect(summary.textContent).toContain('Everything was carried over.');
    await press('Create service');
    expect(await screen.findByRole('heading', { name: 'Another page' })).toBeTruthy();
    expect(sent.map(({ route, body }) => [route, body])).toEqual([
      [READ, { text: 'model User {}' }],
      [
        'POST /api/workspaces/w1/resources',
        { name: 'Shop', description: 'Sells.', from: 'model', model: MODEL },
      ],
    ]);
  });

  it('may be a file, after which the service is called', async () => {
    const { user, sent, press } = await open({ [READ]: () => given() });
    const file = new File(['CREATE TABLE a (id int);'], 'bookshop.sql');
    await user.upload(document.querySelector('input[type=file]') as HTMLInputElement, file);
    expect(await screen.findByText('bookshop.sql, 24 bytes')).toBeTruthy();
    await press('Read the schema');
    const name = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Name of the service' });
    expect(name.value).toBe('bookshop');
    expect(sent[0]?.body).toEqual({ text: 'CREATE TABLE a (id int);', fileName: 'bookshop.sql' });
  });

  it('that is larger than what is read is not sent', async () => {
    const { user, sent } = await open({});
    const file = new File([new Uint8Array(10 * 1024 * 1024 + 1)], 'large.sql');
    await user.upload(document.querySelector('input[type=file]') as HTMLInputElement, file);
    expect((await screen.findByRole('alert')).textContent).toBe(
      'This is 10.0 MB. At most 10.0 MB can be read.',
    );
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Read the schema' }).disabled).toBe(true);
    expect(sent).toEqual([]);
  });

  it('that cannot be read is shown where it is wrong', async () => {
    const message = 'Line 2, column 7: Expected a name.';
    const { press, paste } = await open({
      [READ]: () => refuse(400, { code: 'MODEL_TEXT_INVALID', message, params: { line: 2, column: 7 } }),
    });
    await paste('enum A {\nmodel {\n}');
    await press('Read the schema');
    expect((await screen.findByRole('alert', { name: 'Could not read the schema' })).textContent).toContain(
      message,
    );
    const lines = within(screen.getByRole('list', { name: 'Where it stands' })).getAllByRole('listitem');
    expect(lines.map(({ textContent }) => textContent)).toEqual(['1enum A {', '2model { (here)', '3}']);
  });

  it('is forgotten when the reading of it is cancelled', async () => {
    const { press, paste } = await open({ [READ]: () => new Promise<object>(() => undefined) });
    await paste('model User {}');
    await press('Read the schema');
    expect((await screen.findByRole('status')).textContent).toContain('Reading the schema');
    await press('Cancel');
    expect(await screen.findByRole('button', { name: 'Read the schema' })).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('what could not be carried over', () => {
  const losses = [
    loss(9, 'Post', 'Post.search', 'The index is of a kind that the model lacks.'),
    loss(4, 'User', 'User.email', 'The rule is unknown.'),
    loss(1, null, 'preview', 'The model has no views.'),
  ];

  it('is said by entity, with its place, and can be searched', async () => {
    const { user, press, paste } = await open({ [READ]: () => given({ losses, lossCount: 3 }) });
    await paste('x');
    await press('Read the schema');
    const post = await screen.findByRole('region', { name: 'Post' });
    expect(post.textContent).toContain(
      'Post.search: The index is of a kind that the model lacks. (line 9, column 3)',
    );
    expect(screen.getByRole('region', { name: 'The whole schema' }).textContent).toContain('preview');
    await user.type(screen.getByRole('textbox', { name: 'Search what was not carried over' }), 'rule');
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Post' })).toBeNull());
    expect(screen.getByRole('region', { name: 'User' })).toBeTruthy();
  });

  it('has pages where it is long', async () => {
    const many = Array.from({ length: 60 }, (_, line) => loss(line + 1, 'Post', `Post.f${line}`, 'Gone.'));
    const { press, paste } = await open({ [READ]: () => given({ losses: many, lossCount: 1_200 }) });
    await paste('x');
    await press('Read the schema');
    expect(await screen.findByText('The first 60 of 1200.')).toBeTruthy();
    expect(within(screen.getByRole('region', { name: 'Post' })).getAllByRole('listitem')).toHaveLength(50);
    await press('Page 2');
    expect(within(screen.getByRole('region', { name: 'Post' })).getAllByRole('listitem')).toHaveLength(10);
  });

  it('has no place in what a database answered', async () => {
    const { user, press } = await open({
      [READ]: () => given({ format: 'postgres', losses, lossCount: 3 }),
      'GET /api/catalogue-query': () => ({ query: 'SELECT 1' }),
    });
    await user.click(screen.getByRole('radio', { name: 'Running PostgreSQL' }));
    expect((await screen.findByRole('region', { name: 'Query' })).textContent).toBe('SELECT 1');
    await user.click(screen.getByRole('textbox', { name: 'Answer of the query' }));
    await user.paste('{}');
    await press('Read the schema');
    expect((await screen.findByRole('region', { name: 'Post' })).textContent).not.toContain('line');
  });
});
