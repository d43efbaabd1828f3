import { everythingOf } from '../../test/fake-bitbucket';
import { explainGitFailure } from './explain-failure';
import { BitbucketGit } from './remote';

const git = new BitbucketGit('https://bitbucket.org/');

it('has no credentials in the remote URL', () => {
  expect(git.remoteUrl('acme', 'order-service')).toBe('https://bitbucket.org/acme/order-service.git');
  expect(git.remoteUrl('acme', '../x')).toBe('https://bitbucket.org/acme/..%2Fx.git');
});

it('gives git the token for this host only, in the environment', () => {
  const header = `Basic ${Buffer.from('x-token-auth:tok').toString('base64')}`;
  expect(git.authorizationHeader('tok')).toBe(header);
  expect(git.credentialEnvironment('tok')).toEqual({
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'http.https://bitbucket.org/.extraHeader',
    GIT_CONFIG_VALUE_0: `Authorization: ${header}`,
  });
});

it.each([
  [
    'remote: Invalid username or password\nfatal: Authentication failed for https://bitbucket.org/a/b.git/',
    'BITBUCKET_UNAUTHORIZED',
  ],
  [
    "fatal: could not read Username for 'https://bitbucket.org': terminal prompts disabled",
    'BITBUCKET_UNAUTHORIZED',
  ],
  [
    'remote: Permission denied to update branch main.\n ! [remote rejected] main -> main (pre-receive hook declined)',
    'BRANCH_RESTRICTED',
  ],
  [
    ' ! [remote rejected] x -> x (pre-receive hook declined)\nerror: failed to push some refs',
    'BRANCH_RESTRICTED',
  ],
  ['remote: fatal: pack exceeds maximum allowed size\nerror: remote unpack failed', 'REPOSITORY_TOO_LARGE'],
  ['remote: Your workspace is in read-only mode.', 'REPOSITORY_READ_ONLY'],
  [
    "remote: Repository acme/x not found\nfatal: repository 'https://bitbucket.org/acme/x.git/' not found",
    'REPOSITORY_GONE',
  ],
  [
    'remote: You may not have access to this repository or it no longer exists in this workspace.',
    'REPOSITORY_GONE',
  ],
  ['fatal: unable to access: The requested URL returned error: 403', 'REPOSITORY_NOT_WRITABLE'],
  ['fatal: unable to access: The requested URL returned error: 429', 'BITBUCKET_RATE_LIMITED'],
  ['fatal: unable to access: The requested URL returned error: 503', 'BITBUCKET_SERVER_ERROR'],
  ['fatal: unable to access: Could not resolve host: bitbucket.org', 'BITBUCKET_UNREACHABLE'],
  ['fatal: the remote end hung up unexpectedly', 'BITBUCKET_UNREACHABLE'],
  ['error: RPC failed; HTTP 503 curl 22', 'BITBUCKET_SERVER_ERROR'],
  ['Total 429 (delta 404), reused 401 (delta 503)\nfatal: something that nobody has seen', 'GIT_FAILED'],
])('explains %j', (stderr, code) => {
  expect(explainGitFailure(stderr).code).toBe(code);
});

it("keeps Bitbucket's own words of a refused push", () => {
  const error = explainGitFailure(
    'remote: Permission denied to update branch main.\nremote: \nremote: Ask Ada.\n ! [remote rejected]',
  );
  expect(error.message).toBe('Bitbucket refused the push: Permission denied to update branch main. Ask Ada.');
});

it.each([
  "fatal: unable to access 'https://x-token-auth:s3cret-t0ken@bitbucket.org/a/b.git/': 403",
  'http.extraHeader=Authorization: Basic s3cret-t0ken==',
  'Authorization: Bearer s3cret-t0ken',
  'GET /?access_token=s3cret-t0ken HTTP/1.1',
  'x-token-auth:s3cret-t0ken',
])('takes the secret out of %j', (stderr) => {
  expect(everythingOf(explainGitFailure(stderr))).not.toContain('s3cret');
});
