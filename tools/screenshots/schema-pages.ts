import type { Page } from 'playwright-core';

/** A small schema with something that a model does not say. */
const SCHEMA = `datasource db {
  provider = "postgresql"
}

enum State {
  DRAFT
  PUBLISHED
}

model Author {
  id    Int    @id @default(autoincrement())
  email String @unique
  posts Post[]
}

model Post {
  id       Int    @id @default(autoincrement())
  title    String @db.VarChar(200)
  state    State  @default(DRAFT)
  authorId Int
  author   Author @relation(fields: [authorId], references: [id], onDelete: Cascade)

  @@index([authorId, title])
}

view Popular {
  id Int @unique
}
`;

async function readSchema(page: Page, text: string): Promise<void> {
  await page.getByLabel('Or paste it').fill(text);
  await page.getByRole('button', { name: 'Read the schema' }).click();
}

const readIsShown = (page: Page) =>
  page.getByRole('region', { name: 'What the schema holds' }).waitFor({ timeout: 60_000 });

/** Looks at how a service comes of a schema. */
export async function walkNewFromSchema(page: Page, visit: (name: string) => Promise<void>): Promise<void> {
  await page.getByLabel('From a schema').click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'New service from a schema' }).waitFor();
  await visit('new service, from a schema');
  await page.getByText('Running PostgreSQL').click();
  await page.getByRole('button', { name: 'Copy the query' }).waitFor();
  await visit('new service, from a running PostgreSQL');
  await page.getByText('Schema file').click();
  await readSchema(page, SCHEMA.replace('model Post {', 'model Post ['));
  await page.getByRole('list', { name: 'Where it stands' }).waitFor({ timeout: 60_000 });
  await visit('new service, schema with a mistake');
  await readSchema(page, SCHEMA);
  await readIsShown(page);
  await visit('new service, not carried over');
  await page.getByRole('tab', { name: /^Entities/ }).click();
  await page.getByRole('table', { name: 'Entities' }).waitFor();
  await visit('new service, entities');
}

/** Looks at how the model of the sample becomes that of a schema, and leaves it as it was. */
export async function walkImport(page: Page, visit: (name: string) => Promise<void>): Promise<void> {
  await page.getByRole('link', { name: 'Import' }).click();
  await page.getByRole('heading', { name: 'Import into the model' }).waitFor();
  await visit('import');
  await readSchema(page, SCHEMA);
  await readIsShown(page);
  await visit('import, changes');
  await page.getByRole('button', { name: 'Apply to the model' }).click();
  await page.getByRole('button', { name: 'Apply and remove' }).waitFor();
  await visit('import, warning');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Back to the model' }).click();
  await page.getByRole('region', { name: 'Entity Customer' }).waitFor();
}
