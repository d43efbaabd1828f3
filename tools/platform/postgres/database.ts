import pg from 'pg';

/** Runs work with a connection of its own. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Makes a role that may sign in, and a database that it owns, where they are missing. Returns the database's URL. */
export async function ensureDatabase(
  adminUrl: string,
  { role, password, database }: { role: string; password: string; database: string },
): Promise<string> {
  await withClient(adminUrl, async (client) => {
    const roles = await client.query('select 1 from pg_roles where rolname = $1', [role]);
    const secret = client.escapeLiteral(password);
    if (roles.rowCount === 0)
      await client.query(`create role ${client.escapeIdentifier(role)} login password ${secret}`);
    const databases = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (databases.rowCount === 0) {
      const owner = client.escapeIdentifier(role);
      await client.query(`create database ${client.escapeIdentifier(database)} owner ${owner}`);
    }
  });
  const url = new URL(adminUrl);
  url.username = role;
  url.password = password;
  url.pathname = `/${database}`;
  return url.href;
}

/** A new, empty database that the administrator owns. */
export async function createOwnDatabase(
  adminUrl: string,
  database: string,
): Promise<{ url: string; drop: () => Promise<void> }> {
  await withClient(adminUrl, (client) =>
    client.query(`create database ${client.escapeIdentifier(database)}`),
  );
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  const drop = async () => {
    await withClient(adminUrl, (client) =>
      client.query(`drop database if exists ${client.escapeIdentifier(database)} with (force)`),
    );
  };
  return { url: url.href, drop };
}
