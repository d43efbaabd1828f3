import { migrateDatabase } from '../src';

/** A process of its own that migrates. Run by the spec about several of them at once. */
await migrateDatabase(process.env['DATABASE_URL'] ?? '');
process.stdout.write('migrated\n');
