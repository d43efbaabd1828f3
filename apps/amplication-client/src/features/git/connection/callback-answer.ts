/** What Bitbucket appended to the callback's address. */
export interface CallbackAnswer {
  state: string;
  code?: string;
  error?: string;
}

const KEY = 'amplication.callback';

/**
 * Takes code and state out of the address bar, so that they stay in no history entry, bookmark or referrer.
 * They are kept for this tab, because a reload must be able to ask the server for the stored outcome.
 */
export function takeAnswer(): CallbackAnswer | null {
  const answer = readAnswer(window.location.search);
  if (answer) {
    sessionStorage.setItem(KEY, JSON.stringify(answer));
    window.history.replaceState(window.history.state, '', window.location.pathname);
    return answer;
  }
  const kept = sessionStorage.getItem(KEY);
  return kept ? parseKept(kept) : null;
}

/** The attempt has succeeded: its code is no longer needed. */
export function forgetAnswer(): void {
  sessionStorage.removeItem(KEY);
}

/** `?code=…&state=…`, or `?error=…&state=…` when access was denied. */
export function readAnswer(search: string): CallbackAnswer | null {
  const parameters = new URLSearchParams(search);
  const state = parameters.get('state');
  const code = parameters.get('code');
  const error = parameters.get('error');
  if (!state) return null;
  if (code) return { state, code };
  return error ? { state, error } : null;
}

function parseKept(text: string): CallbackAnswer | null {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('state' in value) || typeof value.state !== 'string')
    return null;
  if ('code' in value && typeof value.code === 'string') return { state: value.state, code: value.code };
  if ('error' in value && typeof value.error === 'string') return { state: value.state, error: value.error };
  return null;
}
