import {
  chooseBitbucketUser,
  chooseBitbucketWorkspace,
  grant,
  newPerson,
  signUp,
} from '../tools/browser/walk';
import { startAtBitbucket } from './browser/connecting';
import { visitedPlatform } from './browser/visited-platform';
import { forgive } from './browser/visitors';

const visited = visitedPlatform();
const { visitors } = visited;

/** What goes wrong most is in browser.e2e-spec.ts. */
describe('connecting', () => {
  it.each([
    ['OAUTH_CODE_REFUSED', 400, 'Bitbucket refused the code', 'Connect again'],
    ['BITBUCKET_UNREACHABLE', 502, 'Bitbucket is not responding', 'Connect again'],
    [
      'CONNECTION_OTHER_USER',
      409,
      'This is a different Bitbucket account',
      'Use the other account from now on',
    ],
    ['CONSUMER_REFUSED', 502, 'Bitbucket does not accept this installation', 'Go back'],
    ['BILLING_PLAN_REQUIRED', 402, 'Bitbucket is part of the enterprise plan', 'Go back'],
    ['TOO_MANY_REQUESTS', 429, 'The connection has not been saved yet', 'Try again'],
  ])(
    'says what %s means, with the one button that helps',
    async (code, status, title, button) => {
      const visitor = await visitors.open();
      const { page } = visitor;
      await signUp(page, newPerson('Grace Hopper'));
      const [, workspaceId = ''] = /\/w\/([^/]+)/.exec(page.url()) ?? [];
      const returnTo = `/w/${workspaceId}/connections`;
      await page.route('**/api/bitbucket-auth-app/callback', (route) =>
        route.fulfill({
          status,
          json: { code, message: `About ${code}.`, action: 'resolve', params: { workspaceId, returnTo } },
        }),
      );
      await page.goto('/bitbucket-auth-app/callback?code=one&state=two');
      const alert = page.getByRole('alert').filter({ hasText: title });
      await alert.getByText(`About ${code}.`).waitFor();
      expect(await alert.locator('button, a').allInnerTexts()).toEqual(
        button === 'Go back' ? ['Go back'] : [button, 'Not now'],
      );
      await alert.getByRole('link').click();
      await page.getByRole('heading', { name: 'Bitbucket', level: 1 }).waitFor();
      forgive(visitor, /^[45]/);
    },
    60_000,
  );

  it('says so when Bitbucket breaks the connection off, and lets the user begin again', async () => {
    const visitor = await startAtBitbucket(visitors, 'Alice');
    const { page } = visitor;
    const response = await fetch(`${visited.platform.urls['bitbucket-emulator']}/_emulator/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'oauth', method: 'POST', path: 'access_token', action: 'reset' }),
    });
    expect(response.status).toBe(201);
    await grant(page);
    await page.getByRole('alert').filter({ hasText: 'Bitbucket is not responding' }).waitFor();
    await page.getByRole('button', { name: 'Connect again' }).click();
    await chooseBitbucketUser(page, 'Alice');
    await grant(page);
    await page.getByRole('heading', { name: 'Choose a repository' }).waitFor();
    forgive(visitor, /^[45]/);
  }, 60_000);

  it('connects one of 300 repositories, found by search', async () => {
    const { page } = await startAtBitbucket(visitors, 'Bob');
    await grant(page);
    await chooseBitbucketWorkspace(page, 'Warehouse', 'warehouse');
    await page.getByText('Connect an existing one').click();
    const list = page.getByRole('list', { name: 'Repository' });
    await list.getByRole('button').first().waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    await list.getByRole('button').nth(50).waitFor();
    await page.getByRole('textbox', { name: 'Repository' }).fill('287');
    await list.getByRole('button', { name: /287/ }).click();
    await page.getByRole('button', { name: 'Connect the repository' }).click();
    await page.getByRole('link', { name: /warehouse\/service-287/ }).waitFor();
  }, 90_000);
});
