import type { Answer, Person } from './client';

export interface Decision {
  user?: string;
  decision?: 'grant' | 'deny';
}

export interface Connected {
  connection: { id: string; status: string; user: { displayName: string; uuid: string } };
  workspaceId: string;
  returnTo: string;
}

/** Begins an attempt and returns the address of Bitbucket's page. */
export async function startConnect(
  { client, workspaceId }: Person,
  body: { returnTo?: string; connectionId?: string; replaceOtherUser?: boolean } = {},
): Promise<URL> {
  const path = `/api/workspaces/${workspaceId}/bitbucket/connect`;
  const answer = await client.post<{ authorizeUrl: string }>(path, { returnTo: '/git', ...body });
  if (answer.status !== 200)
    throw new Error(`connect answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return new URL(answer.body.authorizeUrl);
}

/** Decides on Bitbucket's page as one of the emulator's users; returns what the callback's address holds. */
export async function decide(
  authorizeUrl: URL,
  { user = 'alice', decision = 'grant' }: Decision = {},
): Promise<Record<string, string>> {
  const form = new URLSearchParams(authorizeUrl.search);
  form.set('user', user);
  form.set('decision', decision);
  const response = await fetch(`${authorizeUrl.origin}${authorizeUrl.pathname}`, {
    method: 'POST',
    redirect: 'manual',
    body: form,
  });
  const { code, state, error } = Object.fromEntries(
    new URL(response.headers.get('location') ?? '').searchParams,
  );
  return { ...(state ? { state } : {}), ...(code ? { code } : {}), ...(error ? { error } : {}) };
}

export function sendCallback<T = Connected>(person: Person, callback: object): Promise<Answer<T>> {
  return person.client.post<T>('/api/bitbucket-auth-app/callback', callback);
}

/** Connects one of the emulator's users and returns the connection's id. */
export async function connect(person: Person, user = 'alice'): Promise<string> {
  const answer = await sendCallback(person, await decide(await startConnect(person), { user }));
  if (answer.status !== 200)
    throw new Error(`callback answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body.connection.id;
}
