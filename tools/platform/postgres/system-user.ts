import { execFileSync } from 'node:child_process';
import { SetupError } from '../setup-error';

export interface SystemUser {
  uid: number;
  gid: number;
}

/**
 * PostgreSQL refuses to run as root. For root, this is the system's user `postgres`, made when missing;
 * for everybody else null: it runs as who we are.
 */
export function postgresUser(report: (line: string) => void): SystemUser | null {
  if (process.getuid?.() !== 0) return null;
  const existing = lookUp();
  if (existing) return existing;
  report('Creating the system user "postgres", since PostgreSQL does not run as root');
  try {
    execFileSync(
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--shell', '/bin/sh', 'postgres'],
      {
        stdio: 'pipe',
      },
    );
  } catch (error) {
    throw new SetupError(
      'PostgreSQL does not run as root, and the system user "postgres" could not be made. Run as another user.',
      { cause: error },
    );
  }
  return lookUp();
}

function lookUp(): SystemUser | null {
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { stdio: 'pipe' }).toString());
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}
