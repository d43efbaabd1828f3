import type { Emulator } from '../emulator';
import type { Repository, User } from '../state/model';
import { repositoryPage } from '../represent/repository';
import { pullRequestPage } from '../represent/pull-request';

/** What the hooks of one push need to know (`git/hooks.ts`). */
export function pushEnvironment(
  emulator: Emulator,
  repository: Repository,
  user: User,
): Record<string, string> {
  const rules = repository.restrictions.filter(
    (one) => one.branchMatchKind === 'glob' && ['push', 'delete', 'force'].includes(one.kind),
  );
  return {
    EMULATOR_REFUSAL: emulator.settings.preReceiveRefusal ?? '',
    EMULATOR_RULES: rules
      .filter((one) => !one.users.includes(user.uuid))
      .map((one) => `${one.kind} ${one.pattern}`)
      .join('\n'),
    EMULATOR_MAIN: repository.mainBranch ?? '',
    EMULATOR_PAGE: repositoryPage(emulator, repository),
    EMULATOR_OPEN: repository.pullRequests
      .filter((one) => one.state === 'OPEN')
      .map((one) => `${one.source.branch} ${pullRequestPage(emulator, repository, one.id)}`)
      .join('\n'),
  };
}
