import { SeedProblem } from './entity-seed.js';

/** What PostgreSQL says of rows that break a rule of the database; everything else that it says is thrown. */
export function refusalOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? (error.cause ?? error) : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const message = cause instanceof Error ? cause.message : String(cause);
  // The classes of broken rules and of values that do not fit.
  if (/^2[23]/.test(code)) return message;
  if (code === '42P01' || code === '42703' || code === '3F000')
    throw new SeedProblem(
      `The database is not that of this service: ${message}. Run \`npm run migrate\` first.`,
    );
  throw error;
}
