import { DomainError } from '@amplication/contracts';
import type { GitConfig } from '../process/environment';
import type { GitContext } from '../process/git-process';
import { type GitOutput, runGit } from '../process/run-git';
import { type ExplainFailure, type GitFailure, readFailure } from './failure';

export interface RemoteOptions {
  url: string;
  authorization(options?: { renew?: boolean }): Promise<string>;
  explain?: ExplainFailure | undefined;
}

export type RemoteResult = { ok: true; output: GitOutput } | { ok: false; failure: GitFailure };

/**
 * The remote repository as git commands see it: url and credentials by environment only, and a token that is refused
 * is renewed once for each command.
 */
export class Remote {
  private url = '';
  private origin = '';

  constructor(
    private readonly context: GitContext,
    private readonly options: RemoteOptions,
  ) {
    this.moveTo(options.url);
  }

  /** From now on at this address. Returns whether that is another one. */
  moveTo(url: string): boolean {
    const isOther = url !== this.url;
    this.origin = checkedOrigin(url);
    this.url = url;
    return isOther;
  }

  async run(
    args: readonly string[],
    { config = [], stdin }: { config?: GitConfig; stdin?: string } = {},
  ): Promise<RemoteResult> {
    let renew = false;
    for (;;) {
      const authorization = await this.options.authorization(renew ? { renew } : undefined);
      const output = await runGit(this.context, args, {
        config: [
          ['remote.origin.url', this.url],
          [`http.${this.origin}/.extraHeader`, `Authorization: ${authorization}`],
          ...config,
        ],
        stdin,
      });
      if (output.exitCode === 0) return { ok: true, output };
      const failure = readFailure(args[0] ?? '', output.stderr, this.options.explain);
      if (failure.kind !== 'unauthorised' || renew) return { ok: false, failure };
      renew = true;
    }
  }
}

function checkedOrigin(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (
    parsed === null ||
    !/^https?:$/.test(parsed.protocol) ||
    parsed.username !== '' ||
    parsed.password !== ''
  ) {
    throw new DomainError('VALIDATION_FAILED', 'The address of the repository is not an http(s) address.');
  }
  return parsed.origin;
}
