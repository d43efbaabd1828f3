import 'reflect-metadata';
import { createHash } from 'node:crypto';
import axios from 'axios';
import { createBitbucketClient } from '@amplication/bitbucket-client';
import { createDatabase } from '@amplication/database';
import { GitConnections } from '../src/git-connections';
import { KeyRing } from '../src/keys/key-ring';
import { START_LOCK } from './start-lock';

/** A process that asks for one connection's token many times at once, as soon as the test lets all processes go. */
const [mode, connectionId = '', callers] = process.argv.slice(2);
const { DATABASE_URL = '', EMULATOR_URL = '', TOKEN_ENCRYPTION_KEYS = '' } = process.env;

const instance = axios.create();
if (mode === 'die-before-store')
  instance.interceptors.response.use((response) => {
    process.kill(process.pid, 'SIGKILL');
    return response;
  });

const database = createDatabase(DATABASE_URL);
const client = createBitbucketClient({
  apiUrl: `${EMULATOR_URL}/2.0`,
  siteUrl: EMULATOR_URL,
  gitUrl: EMULATOR_URL,
  clientId: 'amplication-local',
  clientSecret: 'amplication-local-secret',
  axios: instance,
});
const gitConnections = new GitConnections({
  database,
  client,
  keys: KeyRing.parse(TOKEN_ENCRYPTION_KEYS),
  siteUrl: EMULATOR_URL,
  clientId: 'amplication-local',
});

process.stdout.write('ready\n');
await database.pool.query('select pg_advisory_lock_shared($1)', [START_LOCK]);
const answers = await Promise.allSettled(
  Array.from({ length: Number(callers) }, () => gitConnections.accessToken(connectionId)),
);
const tokens = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
const [token] = tokens;
if (token) await client.as({ userKey: 'test', accessToken: () => Promise.resolve(token) }).user.current();
const hashes = [...new Set(tokens.map((text) => createHash('sha256').update(text).digest('hex')))];
process.stdout.write(`${JSON.stringify({ succeeded: tokens.length, hashes })}\n`);
await database.close();
