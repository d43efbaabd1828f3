import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@amplication/contracts';
import { readFailure } from './failure';

const rejected = (reason: string) => ` ! [rejected]        abc -> amplication-orders (${reason})`;

describe('error output of git', () => {
  it.each([
    [rejected('stale info'), 'moved'],
    [rejected('fetch first'), 'moved'],
    [rejected('non-fast-forward'), 'moved'],
    [" ! [remote rejected] abc -> x (cannot lock ref 'refs/heads/x': is at 1 but expected 2)", 'moved'],
    [" ! [remote rejected] abc -> x (cannot lock ref 'refs/heads/x': reference already exists)", 'moved'],
    ['fatal: could not read Username for https://x: terminal prompts disabled', 'unauthorised'],
    ['fatal: unable to read 1234567890123456789012345678901234567890', 'damaged'],
    ['error: inflate: data stream error (incorrect header check)', 'damaged'],
    ['fatal: remote error: upload-pack: not our ref 1234', 'unwilling'],
    ['error: Server does not allow request for unadvertised object 1234', 'unwilling'],
    ['fatal: something else', 'other'],
  ])('%j is %s', (stderr, kind) => {
    expect(readFailure('push', stderr).kind).toBe(kind);
  });

  it.each([
    [
      'remote: Permission denied to update branch main.\n ! [remote rejected] a -> main (pre-receive hook declined)',
      'BRANCH_RESTRICTED',
    ],
    [
      "remote: error: cannot lock ref 'refs/heads/amplication/x': 'refs/heads/amplication' exists; cannot create",
      'BRANCH_NAME_CLASH',
    ],
    ['remote: fatal: pack exceeds maximum allowed size', 'REPOSITORY_TOO_LARGE'],
    ['fatal: unable to access x: The requested URL returned error: 429', 'BITBUCKET_RATE_LIMITED'],
    ['error: RPC failed; HTTP 429 curl 22', 'BITBUCKET_RATE_LIMITED'],
    ['fatal: unable to access x: The requested URL returned error: 403', 'REPOSITORY_NOT_WRITABLE'],
    ["fatal: repository 'https://x/y.git/' not found", 'REPOSITORY_GONE'],
    ['fatal: unable to access x: The requested URL returned error: 302', 'REPOSITORY_GONE'],
    ['fatal: unable to access x: The requested URL returned error: 503', 'BITBUCKET_SERVER_ERROR'],
    ['fatal: unable to access x: Could not resolve host: bitbucket.org', 'BITBUCKET_UNREACHABLE'],
    ['fatal: the remote end hung up unexpectedly', 'BITBUCKET_UNREACHABLE'],
    ['fatal: Authentication failed for x', 'CONNECTION_NEEDS_RECONNECT'],
    ['fatal: something else', 'GIT_FAILED'],
  ])('%j calls for %s', (stderr, code) => {
    expect(readFailure('push', stderr).error.code).toBe(code);
  });

  it('passes on what the server said, in its own words', () => {
    const { error } = readFailure(
      'push',
      'remote: \nremote: Not on Fridays.\nremote: Ask Grace.\nTo https://x\n ! [remote rejected] a -> b (pre-receive hook declined)',
    );
    expect(error.message).toContain('Bitbucket says: Not on Fridays.\nAsk Grace.');
    expect(error.params.detail).toBe('Not on Fridays.\nAsk Grace.');
  });

  it('asks the host’s own explanation first', () => {
    const own = new DomainError('SCOPE_MISSING');
    expect(readFailure('fetch', 'fatal: x', () => own).error).toBe(own);
    expect(readFailure('fetch', 'fatal: x', () => null).error.code).toBe('GIT_FAILED');
  });

  it('does not take “git failed” for an explanation, nor one of a clash of names', () => {
    const clueless = () => new DomainError('GIT_FAILED');
    expect(readFailure('fetch', 'error: 302', clueless).error.code).toBe('REPOSITORY_GONE');
    const restricted = () => new DomainError('BRANCH_RESTRICTED');
    const clash = "'refs/heads/a' exists; cannot create 'refs/heads/a/b'";
    expect(readFailure('push', clash, restricted).error.code).toBe('BRANCH_NAME_CLASH');
  });
});
