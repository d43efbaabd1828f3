import createClient from 'openapi-fetch';
import { ApiError } from './api-error';
import type { paths } from './schema';

/** The server's API, typed by its committed OpenAPI document. Same origin: the cookie goes along by itself. */
export const api = createClient<paths>({ baseUrl: '' });

api.use({
  async onResponse({ response }) {
    if (response.ok) return undefined;
    throw new ApiError(
      response.status,
      await response
        .clone()
        .json()
        .catch(() => undefined),
    );
  },
  onError: () => new ApiError(0, undefined),
});

/** The body of an answer that has one. The middleware has thrown already if it was an error. */
export function bodyOf<Body>(answer: { data?: Body }): Body {
  if (answer.data === undefined) throw new ApiError(0, undefined);
  return answer.data;
}
