import { SUPPLIER } from '../../demo/product';
import { Steps } from '../../demo/steps';
import { Story } from '../../demo/story';
import type { Platform } from '../../platform';
import { BitbucketPerson } from './bitbucket-person';
import { expectEqual } from './expect';

/**
 * What people do with the platform, over its public API: the story of the demo, then a build without news, one after a
 * merge, and another repository, chosen from those that are there. `bitbucketUrl` leads to the emulator.
 */
export async function platformFlow(
  platform: Platform,
  bitbucketUrl: string,
  report: (line: string) => void,
): Promise<void> {
  const urls = { ...platform.urls, 'bitbucket-emulator': bitbucketUrl };
  const story = await Story.begin({ ...platform, urls }, new Steps(report));
  try {
    const { repository } = await story.tell();
    await story.build('Build without news', 'unchanged');
    await mergeNewest(story, bitbucketUrl, repository);
    await story.product.addEntity({ ...SUPPLIER, id: 'carrier', name: 'Carrier' });
    await story.build('Build after the merge', 'created');
    await connectExisting(story);
    await story.build('Build into a repository that was there', 'created');
  } finally {
    await story.alice.leave();
  }
}

async function mergeNewest({ alice }: Story, url: string, repository: string): Promise<void> {
  const [newest] = await alice.pullRequests(repository);
  const person = new BitbucketPerson(url, alice.secret);
  await person.call('POST', `/repositories/${repository}/pullrequests/${newest?.id}/merge`, 200);
}

/** Searches as the pickers of the client do, sees the account's connection, and links what was found. */
async function connectExisting({ product: { api, workspaceId, resource } }: Story): Promise<void> {
  const connections = `/api/workspaces/${workspaceId}/bitbucket/connections`;
  const { items } = await api.get<{ items: { id: string }[] }>(connections);
  const connectionId = items[0]?.id;
  const workspaces = `${connections}/${connectionId}/bitbucket-workspaces`;
  await api.get(`${workspaces}?search=acm`);
  await api.get(`${workspaces}/acme/projects?search=plat`);
  const found = await api.get<{ items: { slug: string }[] }>(
    `${workspaces}/acme/repositories?search=shop&writable=true`,
  );
  expectEqual('Found repository', found.items[0]?.slug, 'shop-web');
  await api.get(`${workspaces}/acme/repositories/shop-web/branches?search=main`);
  const refused = await api.request('PUT', `/api/resources/${resource.id}/repository`, {
    connectionId,
    bitbucketWorkspace: 'globex',
    repository: 'legacy-archive',
  });
  expectEqual('Linking a repository that is read only', refused.status, 403);
  await api.put(`/api/resources/${resource.id}/repository`, {
    connectionId,
    bitbucketWorkspace: 'acme',
    repository: 'shop-web',
    rootDirectory: 'services/orders',
  });
}
