import { expectEqual } from './expect';

/** Somebody who calls Bitbucket's API with a token of their own. */
export class BitbucketPerson {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  /** Sends a call that must be answered with `status`; gives the body if it is JSON. Redirects are not followed. */
  async call<Body>(method: string, path: string, status: number, body?: object): Promise<Body> {
    const response = await fetch(`${this.url}/2.0${path}`, {
      method,
      redirect: 'manual',
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      body: body ? JSON.stringify(body) : null,
    });
    const text = await response.text();
    expectEqual(`${method} ${path} (${text.slice(0, 200)})`, response.status, status);
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    return (isJson && text ? JSON.parse(text) : {}) as Body;
  }
}
