import { parseArgs } from 'node:util';
import { signToken, type TokenClaims } from '../auth/tokens/sign-token.js';
import { loadEnvFile } from '../config/env-file.js';

const USAGE = 'npm run token -- --role admin [--role clerk] [--subject somebody] [--tenant one] [--hours 8]';

/** Prints a token for development, signed with the shared key. */
async function main(): Promise<void> {
  loadEnvFile();
  console.log(await signToken(process.env, readClaims()));
}

function readClaims(): TokenClaims {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { role: { ...text, multiple: true }, subject: text, tenant: text, hours: text },
  });
  const hours = Number(values.hours ?? 8);
  if (!(hours > 0 && hours <= 24 * 365)) throw new Error('--hours must be a number from 0 to 8760.');
  return { roles: values.role ?? [], subject: values.subject ?? 'developer', tenant: values.tenant, hours };
}

main().catch((error: unknown) => {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  process.exitCode = 1;
});
