/** A request that the client sent. */
export interface SentRequest {
  route: string;
  query: URLSearchParams;
  body: unknown;
}

/** The body of an answer, or the whole of one that is no success. */
type Answer = (request: SentRequest) => object | Promise<object>;

beforeEach(() => {
  serve({});
});

/**
 * Stands for the server until the test ends: each route, such as `GET /api/builds/b1`, with its answer. Gives the
 * requests as they come; one that has no answer fails with a message that says so.
 */
export function serve(answers: Record<string, Answer>): SentRequest[] {
  const sent: SentRequest[] = [];
  const answerRequest = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const text = await request.text();
    const body: unknown = text === '' ? null : JSON.parse(text);
    const received = { route: `${request.method} ${url.pathname}`, query: url.searchParams, body };
    sent.push(received);
    const answer = answers[received.route];
    if (!answer) return refuse(501, { message: `The test has no answer for ${received.route}.` });
    const result = await answer(received);
    return result instanceof Response ? result : Response.json(result);
  };
  Object.assign(globalThis, { answerRequest });
  return sent;
}

/** An answer that is no success, in the shape that all errors of the API have. */
export function refuse(status: number, error: Record<string, unknown>): Response {
  return Response.json({ code: 'INTERNAL', action: 'contact', ...error }, { status });
}
