import type { BitbucketApi, BitbucketWorkspace } from '@amplication/bitbucket-client';
import { Injectable } from '@nestjs/common';

const LIFETIME_MS = 10 * 60 * 1000;
const LIMIT = 2_000;
const AT_ONCE = 8;

/**
 * Names of Bitbucket workspaces. `GET /user/workspaces` gives none, so each must be asked for by itself: kept for ten
 * minutes in this process. A name that cannot be had is replaced by the slug: it is for people only.
 */
@Injectable()
export class WorkspaceNames {
  private readonly names = new Map<string, { name: string; until: number }>();

  async find(api: BitbucketApi, workspaces: readonly BitbucketWorkspace[]): Promise<string[]> {
    const names: string[] = [];
    for (let index = 0; index < workspaces.length; index += AT_ONCE) {
      const some = workspaces.slice(index, index + AT_ONCE);
      names.push(...(await Promise.all(some.map((workspace) => this.nameOf(api, workspace)))));
    }
    return names;
  }

  private async nameOf(api: BitbucketApi, { uuid, slug, name }: BitbucketWorkspace): Promise<string> {
    if (name !== null) return name;
    const known = this.names.get(uuid);
    if (known && known.until > Date.now()) return known.name;
    const found = await api.workspaces.get(slug).then(
      (workspace) => workspace.name,
      () => null,
    );
    if (found === null) return slug;
    if (this.names.size >= LIMIT) this.names.clear();
    this.names.set(uuid, { name: found, until: Date.now() + LIFETIME_MS });
    return found;
  }
}
