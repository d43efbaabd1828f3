import type { RepositoryReference } from '@amplication/bitbucket-client';
import type { BitbucketPerson } from './bitbucket-person';
import type { EmulatorControl } from './emulator-control';

/**
 * Requests that our client never sends, to the rest of what the emulator answers: the platform does not depend on
 * them, but people and tests do.
 */
export class BitbucketAnswers {
  /** `person` has alice's account. */
  constructor(
    private readonly person: BitbucketPerson,
    private readonly emulator: EmulatorControl,
  ) {}

  async run(): Promise<void> {
    await this.account();
    const repository = await this.emulator.repository();
    const path = `/repositories/${repository.workspace}/${repository.repo}`;
    const work = await this.emulator.commit(repository, 'work', 'src/a.txt');
    await this.repository(path, work);
    await this.pullRequests(repository, path, work);
    await this.settings(path);
    await this.person.call('DELETE', path, 403);
  }

  private async account(): Promise<void> {
    await this.person.call('GET', '/user/emails', 403);
    await this.person.call('GET', '/user/workspaces?administrator=true&pagelen=10', 200);
    await this.person.call('GET', '/user/workspaces?sort=name', 400);
    await this.person.call('GET', '/workspaces/acme/members', 200);
    await this.person.call('GET', '/workspaces/nowhere', 404);
    for (const gone of ['/workspaces', '/repositories', '/user/permissions/workspaces'])
      await this.person.call('GET', gone, 410);
    await this.person.call('GET', '/user/permissions/repositories', 410);
    const project = { key: 'CONF', name: 'Conformance', is_private: true };
    await this.person.call('POST', '/workspaces/acme/projects', 201, project);
    await this.person.call('POST', '/workspaces/acme/projects', 400, project);
    await this.person.call('GET', '/repositories/acme?role=admin&pagelen=500', 400);
    await this.person.call('GET', `/repositories/acme?q=${encodeURIComponent('name ~')}`, 400);
  }

  private async repository(path: string, work: string): Promise<void> {
    await this.person.call('GET', `${path}/commits`, 200);
    await this.person.call('GET', `${path}/commits?page=2`, 400);
    await this.person.call('GET', `${path}/commits/work?pagelen=10&exclude=main`, 200);
    await this.person.call('GET', `${path}/commit/${work}`, 200);
    await this.person.call('GET', `${path}/diffstat/work..main?topic=true&pagelen=10&page=1`, 200);
    await this.person.call('GET', `${path}/diff/work..main`, 200);
    await this.person.call('GET', `${path}/src`, 200);
    await this.person.call('GET', `${path}/src/${work}/`, 200);
    await this.person.call('GET', `${path}/src/${work}/src/?max_depth=2`, 200);
    await this.person.call('GET', `${path}/src/${work}/src/a.txt?format=meta`, 200);
    await this.person.call('GET', `${path}/src/unknown/src/a.txt`, 404);
    const status = { key: 'ci', state: 'SUCCESSFUL', url: 'https://example.com/ci/1', name: 'CI' };
    await this.person.call('POST', `${path}/commit/${work}/statuses/build`, 201, status);
    await this.person.call('GET', `${path}/commit/${work}/statuses`, 200);
    await this.person.call('GET', `${path}/commit/${work}/statuses/build/ci`, 200);
    await this.person.call('PUT', `${path}/commit/${work}/statuses/build/ci`, 200, {
      ...status,
      state: 'FAILED',
    });
    await this.person.call('GET', `${path}/commit/${work}/statuses/build/none`, 404);
    await this.person.call('PUT', path, 200, { description: 'Changed' });
  }

  private async pullRequests(repository: RepositoryReference, path: string, work: string): Promise<void> {
    const all = `${path}/pullrequests`;
    const open = async (branch: string) => {
      const body = { title: `Merge ${branch}`, source: { branch: { name: branch } }, reviewers: [] };
      return `${all}/${String((await this.person.call<{ id: number }>('POST', all, 201, body)).id)}`;
    };
    const first = await open('work');
    for (const part of ['commits', 'statuses', 'comments'])
      await this.person.call('GET', `${first}/${part}`, 200);
    for (const part of ['diff', 'diffstat?pagelen=10'])
      await this.person.call('GET', `${first}/${part}`, 302);
    await this.person.call('POST', `${first}/approve`, 200);
    await this.person.call('DELETE', `${first}/approve`, 204);
    const { id } = await this.person.call<{ id: number }>('POST', `${first}/comments`, 201, {
      content: { raw: 'Why?' },
    });
    await this.person.call('GET', `${first}/comments/${id}`, 200);
    await this.person.call('PUT', `${first}/comments/${id}`, 200, { content: { raw: 'Why not?' } });
    await this.person.call('DELETE', `${first}/comments/${id}`, 204);
    await this.person.call('POST', `${first}/merge`, 200, { type: 'merge', merge_strategy: 'squash' });
    await this.person.call('POST', `${first}/merge`, 400);
    await this.person.call('PUT', first, 400, { title: 'Too late' });
    for (const branch of ['second', 'third']) await this.emulator.commit(repository, branch, `${branch}.txt`);
    await this.person.call('POST', `${await open('second')}/decline`, 200);
    const third = await open('third');
    await this.person.call('POST', `${third}/merge?async=true`, 202);
    await this.person.call('GET', `${third}/merge/task-status/1`, 200);
    for (const state of ['MERGED', 'DECLINED']) await this.person.call('GET', `${all}?state=${state}`, 200);
    await this.person.call('GET', `${path}/commit/${work}/pullrequests`, 404);
  }

  private async settings(path: string): Promise<void> {
    const reviewer = `${path}/default-reviewers/bob`;
    await this.person.call('PUT', reviewer, 200);
    await this.person.call('GET', `${path}/default-reviewers`, 200);
    await this.person.call('DELETE', reviewer, 204);
    const restrictions = `${path}/branch-restrictions`;
    const rule = { type: 'branchrestriction', kind: 'push', branch_match_kind: 'glob', pattern: 'main' };
    const { id } = await this.person.call<{ id: number }>('POST', restrictions, 201, {
      ...rule,
      users: [],
      groups: [],
    });
    await this.person.call('GET', restrictions, 200);
    await this.person.call('GET', `${restrictions}/${id}`, 200);
    await this.person.call('PUT', `${restrictions}/${id}`, 200, { ...rule, kind: 'force' });
    await this.person.call('DELETE', `${restrictions}/${id}`, 204);
    const hook = { description: 'CI', url: 'https://example.com/ci', active: true, events: ['repo:push'] };
    const { uuid } = await this.person.call<{ uuid: string }>('POST', `${path}/hooks`, 201, hook);
    await this.person.call('GET', `${path}/hooks/${encodeURIComponent(uuid)}`, 200);
    await this.person.call('GET', `${path}/hooks/${encodeURIComponent('{none}')}`, 404);
    await this.person.call('DELETE', `${path}/refs/branches/main`, 400);
    await this.person.call('DELETE', `${path}/refs/branches/second`, 204);
  }
}
