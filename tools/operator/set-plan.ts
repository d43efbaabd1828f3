import { isId } from '@amplication/contracts';
import { createDatabase, serverSchema } from '@amplication/database';
import { DatabaseEnv, loadConfig } from '@amplication/service-kit';
import { eq } from 'drizzle-orm';

const { workspace } = serverSchema;
const PLANS = workspace.plan.enumValues;

/** Sets a workspace's plan and returns a line that says so. */
export async function setPlan([workspaceId, plan]: string[]): Promise<string> {
  const wanted = PLANS.find((known) => known === plan);
  if (!wanted) throw new Error(`The plan must be one of ${PLANS.join(', ')}.`);
  if (!isId(workspaceId))
    throw new Error('The workspace must be given by its id, as it stands in its address.');
  const { DATABASE_URL } = loadConfig(DatabaseEnv, { app: 'amplication-server' });
  const database = createDatabase(DATABASE_URL, { max: 1, applicationName: 'operator' });
  try {
    const [row] = await database.db
      .update(workspace)
      .set({ plan: wanted })
      .where(eq(workspace.id, workspaceId))
      .returning({ name: workspace.name });
    if (!row) throw new Error(`There is no workspace ${workspaceId}.`);
    return `The workspace "${row.name}" now has the plan ${wanted}.`;
  } finally {
    await database.close();
  }
}
