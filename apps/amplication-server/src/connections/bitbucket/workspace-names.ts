import type { BitbucketApi, BitbucketWorkspace } from '@amplication/bitbucket-client';
import { Injectable } from '@nestjs/common';
import { WorkspaceNamesRepository } from './workspace-names.repository';

/** Names seldom change, and a workspace that gets a new one usually gets a new slug with it. */
const OLD_AFTER_DAYS = 30;
const AT_ONCE = 8;

/**
 * Names of Bitbucket workspaces, for people to read. `GET /user/workspaces` gives none and no other list does, so each
 * costs a call: it is made for what somebody looks at, once a month for all processes. While the account is held back
 * nothing is asked. What cannot be had is replaced by the slug.
 */
@Injectable()
export class WorkspaceNames {
  constructor(private readonly stored: WorkspaceNamesRepository) {}

  /** One name for each of the workspaces, in their order. */
  async find(api: BitbucketApi, workspaces: readonly BitbucketWorkspace[]): Promise<string[]> {
    const stored = await this.stored.find(
      workspaces.map(({ uuid }) => uuid),
      OLD_AFTER_DAYS,
    );
    const asked = workspaces.filter(({ uuid, slug, name }) => {
      const known = stored.get(uuid);
      return name === null && (known === undefined || known.isOld || known.slug !== slug);
    });
    const read = await this.read(api, asked);
    return workspaces.map(({ uuid, slug, name }) => {
      const known = stored.get(uuid);
      return name ?? read.get(uuid) ?? (known?.slug === slug ? known.name : slug);
    });
  }

  /** Stops when none of several can be had: what keeps Bitbucket from them keeps it from the others too. */
  private async read(
    { withoutWaiting }: BitbucketApi,
    workspaces: readonly BitbucketWorkspace[],
  ): Promise<Map<string, string>> {
    const names = new Map<string, string>();
    for (let index = 0; index < workspaces.length; index += AT_ONCE) {
      const some = workspaces.slice(index, index + AT_ONCE);
      const answers = await Promise.allSettled(some.map(({ slug }) => withoutWaiting.workspaces.get(slug)));
      for (const [position, answer] of answers.entries()) {
        const workspace = some[position];
        if (!workspace || answer.status === 'rejected' || answer.value.name === null) continue;
        names.set(workspace.uuid, answer.value.name);
        await this.stored.keep(workspace, answer.value.name);
      }
      if (answers.every(({ status }) => status === 'rejected')) break;
    }
    return names;
  }
}
