/** What a request is for; tests count by it. */
export type RequestKind = 'rest' | 'oauth' | 'git' | 'page' | 'control';

const GIT = /^\/[^/]+\/[^/]+\/(info\/refs|git-upload-pack|git-receive-pack)$/;

export function kindOf(path: string): RequestKind {
  if (path.startsWith('/_emulator')) return 'control';
  if (path === '/2.0' || path.startsWith('/2.0/')) return 'rest';
  if (path.startsWith('/site/oauth2/')) return 'oauth';
  return GIT.test(path) ? 'git' : 'page';
}
