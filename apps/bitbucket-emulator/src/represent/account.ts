import type { Emulator } from '../emulator';
import type { BitbucketWorkspace, User } from '../state/model';

export function apiUrl(emulator: Emulator, path: string): string {
  return `${emulator.url}/2.0${path}`;
}

export function link(href: string): { href: string } {
  return { href };
}

/** Uuid as it stands in a URL: the braces are escaped. */
export function inUrl(uuid: string): string {
  return encodeURIComponent(uuid);
}

export function representUser(emulator: Emulator, user: User): object {
  return {
    display_name: user.displayName,
    links: {
      self: link(apiUrl(emulator, `/users/${inUrl(user.uuid)}`)),
      avatar: link(`${emulator.url}/account/${user.username}/avatar/`),
      html: link(`${emulator.url}/${inUrl(user.uuid)}/`),
      repositories: link(apiUrl(emulator, `/repositories/${inUrl(user.uuid)}`)),
    },
    type: 'user',
    uuid: user.uuid,
    account_id: user.accountId,
    nickname: user.username,
  };
}

/** The account that owns what is in a Bitbucket workspace. */
export function representOwner(emulator: Emulator, workspace: BitbucketWorkspace): object {
  return {
    display_name: workspace.name,
    links: {
      self: link(apiUrl(emulator, `/workspaces/${inUrl(workspace.uuid)}`)),
      avatar: link(`${emulator.url}/account/${workspace.slug}/avatar/`),
      html: link(`${emulator.url}/${inUrl(workspace.uuid)}/`),
    },
    type: 'team',
    uuid: workspace.uuid,
    username: workspace.slug,
  };
}

export function representWorkspaceBase(emulator: Emulator, workspace: BitbucketWorkspace): object {
  return {
    type: 'workspace_base',
    uuid: workspace.uuid,
    slug: workspace.slug,
    links: {
      self: link(apiUrl(emulator, `/workspaces/${workspace.slug}`)),
      avatar: link(`${emulator.url}/account/${workspace.slug}/avatar/`),
    },
  };
}

export function representWorkspace(emulator: Emulator, workspace: BitbucketWorkspace): object {
  const base = apiUrl(emulator, `/workspaces/${workspace.slug}`);
  return {
    type: 'workspace',
    uuid: workspace.uuid,
    name: workspace.name,
    slug: workspace.slug,
    is_private: true,
    is_privacy_enforced: false,
    forking_mode: 'allow_forks',
    created_on: workspace.createdOn,
    links: {
      avatar: link(`${emulator.url}/account/${workspace.slug}/avatar/`),
      html: link(`${emulator.url}/${workspace.slug}/`),
      members: link(`${base}/members`),
      owners: link(`${base}/members?q=permission%3D%22owner%22`),
      projects: link(`${base}/projects`),
      repositories: link(apiUrl(emulator, `/repositories/${workspace.slug}`)),
      self: link(base),
    },
  };
}
