import { existsSync } from 'node:fs';

/** Adds what the file `.env` says, where there is one; variables of the process win over it. */
export function loadEnvFile(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
}
