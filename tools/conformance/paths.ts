// Path templates of Atlassian's specification that several lists name.
export const REPOSITORY = '/repositories/{workspace}/{repo_slug}';
export const PULL_REQUESTS = `${REPOSITORY}/pullrequests`;
export const PULL_REQUEST = `${PULL_REQUESTS}/{pull_request_id}`;
export const STATUSES = `${REPOSITORY}/commit/{commit}/statuses`;
export const BRANCHES = `${REPOSITORY}/refs/branches`;
export const HOOKS = `${REPOSITORY}/hooks`;
export const SOURCE = `${REPOSITORY}/src/{commit}/{path}`;
export const REMOVED = [
  'GET /workspaces',
  'GET /repositories',
  'GET /user/permissions/workspaces',
  'GET /user/permissions/repositories',
];
