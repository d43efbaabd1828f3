import type { Visitor } from '../../tools/browser/browser';
import { goToBitbucket, newPerson, openSampleService, openTab, signUp } from '../../tools/browser/walk';
import type { Visitors } from './visitors';

/** A new person who has come to where Bitbucket asks whether to grant access. */
export async function startAtBitbucket(visitors: Visitors, bitbucketUser: 'Alice' | 'Bob'): Promise<Visitor> {
  const visitor = await visitors.open();
  await signUp(visitor.page, newPerson('Grace Hopper'));
  await openSampleService(visitor.page);
  await openTab(visitor.page, 'Git');
  await goToBitbucket(visitor.page, bitbucketUser);
  return visitor;
}
