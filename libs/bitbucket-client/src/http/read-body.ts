import { BitbucketError, type CallReference } from './bitbucket-error';
import { Json, ShapeError } from './json';

/** Reads a JSON body; a page of HTML or a missing field is `BITBUCKET_UNEXPECTED`. */
export function readBody<Value>(
  answer: { status: number; body: Buffer },
  call: CallReference,
  read: (json: Json) => Value,
): Value {
  try {
    return read(new Json(parseJson(answer.body)));
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new BitbucketError(
      'BITBUCKET_UNEXPECTED',
      `Bitbucket's answer is not understood: ${error.message}.`,
      {
        ...call,
        status: answer.status,
        params: { field: error.field },
        cause: error,
      },
    );
  }
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new ShapeError('body', 'JSON');
  }
}
