import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ModelVersion1 } from '@amplication/service-model';
import type { Person } from './client';
import type { TestServer } from './server';

/** Models as servers stored them before version 2 of the language, by what is particular about them. */
export const OLD_MODELS: Record<string, ModelVersion1> = JSON.parse(
  readFileSync(new URL('../fixtures/models-of-version-1.json', import.meta.url), 'utf8'),
);

/** A model that the language of today refuses. */
export const REFUSED = 'a circle that no row can begin';

/** Stores a service as a server of the release before does: without a word about the language. */
export async function storeOldService(
  { database: { pool } }: TestServer,
  { workspaceId, accountId }: Person,
  models: readonly ModelVersion1[],
): Promise<string> {
  const id = randomUUID();
  const { name = '', description = '' } = models.at(-1) ?? {};
  await pool.query(
    `insert into server.resource (id, workspace_id, name, slug, description, model_version)
     values ($1::uuid, $2, $3, $1::text, $4, $5)`,
    [id, workspaceId, name, description, models.length],
  );
  for (const [index, model] of models.entries())
    await pool.query(
      `insert into server.model_version (resource_id, version, model, created_by) values ($1, $2, $3, $4)`,
      [id, index + 1, JSON.stringify(model), accountId],
    );
  return id;
}
