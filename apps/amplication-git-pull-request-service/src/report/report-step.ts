import type { DeliveryContext } from '../delivery/delivery-context';
import { deliveryRecord } from '../delivery/delivery-job';
import type { PullRequestFacts, PushedFacts } from '../delivery/delivery-steps';
import { waitOutLag } from '../delivery/visibility-lag';
import { commentText } from './report-texts';

/** How much the clocks of two machines may differ, in milliseconds. */
const CLOCK_SKEW_MS = 10 * 60_000;
/** How many of the newest comments are read: nobody writes more than that within the lag. */
const MOST_COMMENTS_READ = 200;

/**
 * Says in a comment what a build did, once. A comment whose answer never came is looked for before it is sent again,
 * by the id of the build in its link.
 */
export async function reportInComment(
  context: DeliveryContext,
  pullRequest: PullRequestFacts,
  pushed: PushedFacts,
  lagMs: number,
): Promise<void> {
  const { api, repository, job } = context;
  const { reportingAt } = deliveryRecord(job);
  if (job.step === 'reporting' && reportingAt !== undefined) {
    await waitOutLag(Date.now() - reportingAt, lagMs, job.signal);
    if (await isReported(context, pullRequest, reportingAt)) return;
  }
  await job.record('reporting', { reportingAt: Date.now() });
  const text = commentText(context, pushed.report, pullRequest.chosenDestination);
  await api.pullRequests.comment(repository, pullRequest.number, text, { signal: job.signal });
}

async function isReported(
  { api, repository, delivery, job }: DeliveryContext,
  { number }: PullRequestFacts,
  sentAt: number,
): Promise<boolean> {
  let read = 0;
  for await (const comment of api.pullRequests.comments(repository, number, { signal: job.signal })) {
    if (comment.text.includes(delivery.buildId)) return true;
    if (Date.parse(comment.createdAt) < sentAt - CLOCK_SKEW_MS || ++read >= MOST_COMMENTS_READ) return false;
  }
  return false;
}
