import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Page } from 'playwright-core';
import {
  build,
  chooseBitbucketWorkspace,
  connect,
  createRepository,
  newPerson,
  openSampleService,
  openTab,
  signUp,
  waitForBuild,
} from '../tools/browser/walk';
import { visitedPlatform } from './browser/visited-platform';
import { forgive } from './browser/visitors';
import { prismaSchema } from './schemas/prisma-schema';
import { sqlDump } from './schemas/sql-dump';

const visited = visitedPlatform();
const { visitors } = visited;

/** From sign-up to the pull request. */
const MOST_MS = 180_000;

interface Schema {
  fileName: string;
  text: string;
  /** What the file is called on screen. */
  kind: string;
  entities: number;
  /** What the model does not say, in the words in which a person is told. */
  losses: string[];
}

const PRISMA: Schema = {
  fileName: 'company.prisma',
  text: prismaSchema(),
  kind: 'Prisma schema',
  entities: 60,
  losses: ['ActiveAccount: The model has no views.'],
};

const SQL: Schema = {
  fileName: 'company.sql',
  text: sqlDump(),
  kind: 'SQL',
  entities: 100,
  losses: [
    'touch(): The model has no functions and procedures of the database.',
    'active_accounts: The model has no views.',
    'touch_account: The model has no triggers.',
  ],
};

async function chooseFile(page: Page, { fileName, text }: Pick<Schema, 'fileName' | 'text'>): Promise<void> {
  await page
    .getByLabel('Schema file')
    .last()
    .setInputFiles({ name: fileName, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await page.getByRole('button', { name: 'Read the schema' }).click();
}

async function startFromSchema(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New service' }).click();
  await page.getByLabel('From a schema').click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'New service from a schema', level: 1 }).waitFor();
}

describe('a person who has a schema', () => {
  it.each([
    ['of Prisma with 60 models', PRISMA],
    ['as pg_dump writes it, with 100 tables', SQL],
  ])(
    '%s gets from sign-up to a pull request in three minutes without typing a field',
    async (_what, schema) => {
      const { page } = await visitors.open();
      const begun = performance.now();
      await signUp(page, newPerson('Ada Lovelace'));
      await startFromSchema(page);
      await chooseFile(page, schema);

      const summary = page.getByRole('region', { name: 'What the schema holds' });
      await summary.getByRole('heading', { name: schema.kind }).waitFor({ timeout: 40_000 });
      expect(await summary.innerText()).toContain(`${schema.entities} entities`);
      const told = await page.getByRole('tabpanel').getByRole('listitem').allInnerTexts();
      // The place follows each sentence.
      expect(told.map((text) => text.replace(/ \(line \d+, column \d+\)$/, ''))).toEqual(schema.losses);
      expect(told.every((text) => / \(line \d+, column \d+\)$/.test(text))).toBe(true);
      expect(await page.getByLabel('Name of the service').inputValue()).toBe('company');
      await page.getByRole('button', { name: 'Create service' }).click();

      await page.getByRole('tab', { name: `Entities (${schema.entities})` }).waitFor();
      await openTab(page, 'Git');
      await connect(page, 'Alice');
      await chooseBitbucketWorkspace(page, 'Acme', 'acme');
      await createRepository(page, `company-${randomBytes(4).toString('hex')}`);
      await build(page, 'What we had');
      await waitForBuild(page);
      const card = page.getByRole('region', { name: 'Pull request' });
      expect(await card.getByTestId('pull-request-state').innerText()).toMatch(/open/i);
      expect(performance.now() - begun).toBeLessThan(MOST_MS);
    },
    MOST_MS + 60_000,
  );

  it('finds and edits one field among those of 60 entities', async () => {
    const { page } = await visitors.open();
    await signUp(page, newPerson('Grace Hopper'));
    await startFromSchema(page);
    await chooseFile(page, PRISMA);
    await page.getByRole('button', { name: 'Create service' }).click({ timeout: 40_000 });
    await page.getByLabel('Search entities and fields').fill('visits');
    const first = page.getByRole('region', { name: /^Entity / }).first();
    await first.getByText('Found: visits').waitFor();
    await first.getByRole('button', { expanded: false }).first().click();
    await first.getByRole('button', { name: 'Edit visits' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('views');
    await dialog.getByRole('button', { name: 'Keep changes' }).click();
    await page.getByRole('button', { name: 'Save model' }).click();
    await page.getByRole('button', { name: 'Save model' }).waitFor({ state: 'detached' });
    await page.getByText(/^Version 2, saved/).waitFor();
  }, 120_000);

  it('learns the line of a mistake, and cancels nothing by it', async () => {
    const visitor = await visitors.open();
    const { page } = visitor;
    await signUp(page, newPerson('Grace Hopper'));
    await startFromSchema(page);
    const broken = PRISMA.text.replace('model Team {', 'model Team [');
    const line = broken.split('\n').findIndex((text) => text.startsWith('model Team [')) + 1;
    await chooseFile(page, { fileName: 'company.prisma', text: broken });
    const alert = page.getByRole('alert').filter({ hasText: 'Could not read the schema' });
    await alert.getByText(`Line ${line}, column`).waitFor({ timeout: 40_000 });
    await page.getByRole('list', { name: 'Where it stands' }).getByText('model Team [').waitFor();
    forgive(visitor, /^400$/);
  }, 90_000);
});

describe('a service that is there', () => {
  it('takes a schema over after a warning, keeps the version before, and gives its model away', async () => {
    const { page } = await visitors.open();
    await signUp(page, newPerson('Ada Lovelace'));
    await openSampleService(page);
    await page.getByRole('link', { name: 'Import' }).click();
    await chooseFile(page, PRISMA);
    await page.getByRole('tab', { name: /^Changes \(\d+\)/ }).waitFor({ timeout: 40_000 });
    await page.getByText('Version 1 stays, and can be restored.').waitFor();
    await page.getByRole('button', { name: 'Apply to the model' }).click();
    const warning = page.getByRole('dialog');
    await warning.getByRole('listitem').first().waitFor();
    await warning.getByRole('button', { name: 'Apply and remove' }).click();
    await page.getByText(/^Version 2, saved/).waitFor();
    await page.getByRole('tab', { name: 'Entities (60)' }).waitFor();

    await page.getByRole('button', { name: 'Export' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Prisma schema' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.prisma$/);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk));
    expect(Buffer.concat(chunks).toString('utf8')).toContain(`model Account {`);

    await page.getByRole('button', { name: 'Versions' }).click();
    await page.getByRole('button', { name: 'Restore version 1' }).click();
    await page.getByText(/^Version 3, saved/).waitFor();
    await page.getByRole('region', { name: 'Entity Customer' }).waitFor();
  }, 120_000);

  it('reads a living PostgreSQL by a query that a person copies, and asks for no credentials', async () => {
    const { page, context } = await visitors.open();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await signUp(page, newPerson('Ada Lovelace'));
    await startFromSchema(page);
    await page.getByText('Running PostgreSQL').click();
    await page.getByText('no credentials are asked for').waitFor();
    await page.getByRole('button', { name: 'Copy the query' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const query: string = await page.evaluate('navigator.clipboard.readText()');
    await page.getByLabel('Answer of the query').fill(await answerOf(query));
    await page.getByRole('button', { name: 'Read the schema' }).click();
    const summary = page.getByRole('region', { name: 'What the schema holds' });
    await summary.getByRole('heading', { name: 'PostgreSQL database' }).waitFor({ timeout: 40_000 });
    await page.getByRole('tab', { name: /^Entities/ }).click();
    await page
      .getByRole('table', { name: 'Entities' })
      .getByText(/^oauth_?state$/i)
      .waitFor();
  }, 90_000);
});

/** What the platform's own database, as an example of a living one, answers. */
async function answerOf(query: string): Promise<string> {
  const client = new pg.Client({ connectionString: visited.platform.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, string>>(query);
    return Object.values(rows[0] ?? {})[0] ?? '';
  } finally {
    await client.end();
  }
}
