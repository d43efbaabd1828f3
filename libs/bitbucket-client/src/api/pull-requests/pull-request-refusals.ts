import type { ErrorCode } from '@amplication/contracts';
import { BitbucketError } from '../../http/bitbucket-error';

interface Branches {
  readonly sourceBranch: string;
  readonly destinationBranch: string;
}

const ALREADY_OPEN = /\balready\b.*\b(open|exists?)\b|only one pull request may be open/i;

/** Bitbucket: "source: branch not found: X". */
export function isBranchNotFound(error: BitbucketError): boolean {
  return error.status === 400 && textsOf(error).some((text) => /branch not found/i.test(text));
}

/**
 * Sends once with the reviewers, and if Bitbucket refuses one of them once more without any: a single reviewer who has
 * left the Bitbucket workspace would otherwise fail the whole request.
 */
export async function withoutBadReviewers<Value>(
  send: (reviewers?: readonly string[]) => Promise<Value>,
  reviewers: readonly string[] | undefined,
): Promise<Value> {
  try {
    return await send(reviewers);
  } catch (error) {
    if (!reviewers?.length || !(error instanceof BitbucketError) || !('reviewers' in error.fields))
      throw error;
    return send();
  }
}

/**
 * Whether the opening of a pull request was refused because one is open for the same branches. What Bitbucket answers
 * is not documented (most report that it changes and returns the open one), so it is known by its words.
 */
export function explainOpeningRefusal(error: unknown, branches: Branches): unknown {
  const isRefusal = error instanceof BitbucketError && (error.status === 400 || error.status === 409);
  if (isRefusal && textsOf(error).some((text) => ALREADY_OPEN.test(text)))
    return as('PULL_REQUEST_EXISTS', error, undefined, { branch: branches.sourceBranch });
  return explainRefusal(error, branches);
}

/** Turns a 400 about a pull request into the code that says what is wrong; any other error is given back as it is. */
export function explainRefusal(error: unknown, branches: Branches): unknown {
  if (!(error instanceof BitbucketError) || error.status !== 400) return error;
  const texts = textsOf(error);
  if (texts.some((text) => /no changes to be pulled/i.test(text)))
    return as('PULL_REQUEST_NO_CHANGES', error);
  if (!isBranchNotFound(error)) return as('PULL_REQUEST_REFUSED', error, error.message);
  const isDestination =
    'destination' in error.fields || texts.some((text) => /destination\S* .*branch not found/i.test(text));
  return isDestination
    ? as('BASE_BRANCH_MISSING', error, undefined, { baseBranch: branches.destinationBranch })
    : as('BRANCH_NOT_VISIBLE', error, undefined, { branch: branches.sourceBranch });
}

/** Bitbucket's own words, wherever it put them. */
function textsOf(error: BitbucketError): string[] {
  const fields = Object.entries(error.fields).flatMap(([name, texts]) =>
    texts.map((text) => `${name}: ${text}`),
  );
  const words = error.cause instanceof Error ? [error.cause.message] : [];
  return [error.message, ...words, ...fields];
}

function as(
  code: ErrorCode,
  error: BitbucketError,
  message?: string,
  params: Record<string, string> = {},
): BitbucketError {
  return new BitbucketError(code, message, {
    method: error.method,
    pathTemplate: error.pathTemplate,
    status: error.status,
    fields: error.fields,
    params: { ...error.params, ...params },
    cause: error,
  });
}
