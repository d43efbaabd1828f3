import { namedUuid, newUuid } from './identity';
import type { BitbucketWorkspace, Project, Repository, User, WorkspaceRole } from './model';

/** Fixed date of all seeds: the same seeds give the same commits. */
export const SEED_DATE = '2026-01-05T09:00:00.000000+00:00';

/** A user; the address is in a domain that can never receive mail. */
export function makeUser(username: string, displayName: string, createdOn = SEED_DATE): User {
  const uuid = namedUuid(`user ${username}`);
  return {
    uuid,
    username,
    accountId: `557058:${uuid.slice(1, -1)}`,
    displayName,
    email: `${username}@example.com`,
    createdOn,
  };
}

/** A private project. */
export function makeProject(uuid: string, key: string, name: string, createdOn = SEED_DATE): Project {
  return { uuid, key, name, description: '', isPrivate: true, createdOn };
}

/** A Bitbucket workspace with one project, which new repositories fall into. */
export function makeWorkspace(
  slug: string,
  name: string,
  members: Record<string, WorkspaceRole>,
  createdOn = SEED_DATE,
): BitbucketWorkspace {
  const project = makeProject(namedUuid(`project ${slug}`), 'MAIN', 'Main', createdOn);
  return { uuid: namedUuid(`workspace ${slug}`), slug, name, createdOn, members, projects: [project] };
}

/** A repository; nothing is on disk until somebody looks inside. */
export function makeRepository(
  workspace: BitbucketWorkspace,
  slug: string,
  details: Partial<Omit<Repository, 'slug' | 'workspaceUuid'>> = {},
): Repository {
  const content = details.content ?? 'sample';
  return {
    uuid: newUuid(),
    workspaceUuid: workspace.uuid,
    slug,
    name: slug,
    description: '',
    isPrivate: true,
    projectKey: workspace.projects[0]?.key ?? 'MAIN',
    language: '',
    hasWiki: false,
    forkPolicy: 'no_public_forks',
    mainBranch: content === 'empty' ? null : 'main',
    createdOn: SEED_DATE,
    updatedOn: SEED_DATE,
    memberAccess: 'write',
    access: {},
    content,
    materialised: false,
    heads: {},
    pullRequests: [],
    statuses: [],
    hooks: [],
    restrictions: [],
    defaultReviewers: [],
    nextCommentId: 1,
    ...details,
  };
}
