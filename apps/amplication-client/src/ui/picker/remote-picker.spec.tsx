/** @jest-environment ./test/browser-environment.mjs */
import { screen, within } from '@testing-library/react';
import { refuse, type SentRequest, serve } from '../../../test/api';
import { show } from '../../../test/render';
import { useBitbucketWorkspaces } from '../../api/bitbucket/remote-lists';
import { RemotePicker } from './remote-picker';
import { useSearch } from './use-search';

const ROUTE = 'GET /api/workspaces/w1/bitbucket/connections/c1/bitbucket-workspaces';
const ALL = ['Acme', 'Globex', 'Initech'];

/** Two to a page, whatever is asked for, and searched by name. */
function twoToAPage({ query }: SentRequest): object {
  const page = Number(query.get('page'));
  const found = ALL.filter((name) => name.toLowerCase().includes((query.get('search') ?? '').toLowerCase()));
  const items = found.slice(2 * (page - 1), 2 * page);
  return {
    items: items.map((name) => ({ uuid: name, slug: name.toLowerCase(), name, isAdministrator: null })),
    page,
    pageSize: 2,
    hasNext: found.length > 2 * page,
  };
}

function Picker({ onPick }: { onPick: (name: string) => void }) {
  const search = useSearch();
  const list = useBitbucketWorkspaces({ workspaceId: 'w1', connectionId: 'c1' }, search.wanted);
  return (
    <RemotePicker
      label="Bitbucket workspace"
      noun="Bitbucket workspaces"
      search={search}
      list={list}
      idOf={(item) => item.uuid}
      render={(item) => item.name}
      onPick={(item) => onPick(item.name)}
    />
  );
}

/** What the person can choose from now. */
const offered = () =>
  within(screen.getByRole('list', { name: 'Bitbucket workspace' }))
    .queryAllByRole('button')
    .map((button) => button.textContent);

describe('a choice from a long list at Bitbucket', () => {
  it('hands on the entry that was clicked', async () => {
    serve({ [ROUTE]: twoToAPage });
    const picked: string[] = [];
    const { user } = show(<Picker onPick={(name) => picked.push(name)} />);
    await user.click(await screen.findByRole('button', { name: 'Globex' }));
    expect(picked).toEqual(['Globex']);
  });

  it('shows more below what is there already, to the last page', async () => {
    serve({ [ROUTE]: twoToAPage });
    const { user } = show(<Picker onPick={() => undefined} />);
    await screen.findByRole('button', { name: 'Acme' });
    expect(offered()).toEqual(['Acme', 'Globex']);
    await user.click(screen.getByRole('button', { name: 'Show more' }));
    await screen.findByRole('button', { name: 'Initech' });
    expect(offered()).toEqual(['Acme', 'Globex', 'Initech']);
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });

  it('has Bitbucket search, once the typing pauses', async () => {
    const sent = serve({ [ROUTE]: twoToAPage });
    const { user } = show(<Picker onPick={() => undefined} />);
    await screen.findByRole('button', { name: 'Acme' });
    await user.type(screen.getByRole('textbox', { name: 'Bitbucket workspace' }), 'init');
    await screen.findByRole('button', { name: 'Initech' });
    expect(offered()).toEqual(['Initech']);
    expect(sent.map(({ query }) => query.get('search'))).toEqual([null, 'init']);
  });

  it('says that nothing matches', async () => {
    serve({ [ROUTE]: twoToAPage });
    const { user } = show(<Picker onPick={() => undefined} />);
    await screen.findByRole('button', { name: 'Acme' });
    await user.type(screen.getByRole('textbox', { name: 'Bitbucket workspace' }), 'umbrella');
    expect(await screen.findByText('No Bitbucket workspaces match "umbrella".')).toBeTruthy();
  });

  it('says why it could not be read, and reads it on request', async () => {
    let isDown = true;
    const down = () => refuse(503, { message: 'Bitbucket is not available.', action: 'retry' });
    serve({ [ROUTE]: (request) => (isDown ? down() : twoToAPage(request)) });
    const { user } = show(<Picker onPick={() => undefined} />);
    const alert = await screen.findByRole('alert', {
      name: 'Could not load Bitbucket workspaces from Bitbucket',
    });
    expect(alert.textContent).toContain('Bitbucket is not available.');
    isDown = false;
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('button', { name: 'Acme' })).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
