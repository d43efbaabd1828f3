import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Request } from 'express';

export const ROLES = ['owner', 'member'] as const;
export type Role = (typeof ROLES)[number];

/** The parameters of a path by which a workspace can be found. */
export const ACCESS_KEYS = ['workspaceId', 'resourceId', 'buildId'] as const;
export type AccessKey = (typeof ACCESS_KEYS)[number];

/** Whom a route is for: everybody who is signed in, or members of the workspace that `key` of the path belongs to. */
export type AccessRule = { for: 'the-signed-in' } | { for: 'members' | 'owners'; key: AccessKey };

/** Who acts, where, and as what: found once for each request by the guard. */
export interface Access {
  accountId: string;
  workspaceId: string;
  role: Role;
}

export interface SignedInRequest extends Request {
  access?: Access;
}

export const ACCESS_RULE = 'access-rule';

/** The route is for every account, and about no workspace that its path names. */
export const ForTheSignedIn = () => rule({ for: 'the-signed-in' });

/** The route is about the workspace that `key` of the path belongs to, and only its members may use it. */
export const ForMembers = (key: AccessKey) => rule({ for: 'members', key });

/** As ForMembers, for owners of the workspace only. */
export const ForOwners = (key: AccessKey) => rule({ for: 'owners', key });

/** A second rule on one route would silently replace the first. */
function rule(value: AccessRule): MethodDecorator {
  return (target, name, descriptor) => {
    if (Reflect.hasMetadata(ACCESS_RULE, Object(descriptor.value)))
      throw new Error(`${target.constructor.name}.${String(name)} has two access rules.`);
    SetMetadata(ACCESS_RULE, value)(target, name, descriptor);
  };
}

/** The access that the guard has found. */
export const CurrentAccess = createParamDecorator((_: unknown, context: ExecutionContext): Access => {
  const { access } = context.switchToHttp().getRequest<SignedInRequest>();
  if (!access) throw new Error('A route that reads the access needs @ForMembers or @ForOwners.');
  return access;
});

/** Id of the account that is signed in. */
export const CurrentAccount = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { accountId } = context.switchToHttp().getRequest<SignedInRequest>().session;
  if (!accountId) throw new Error('A public route has no account.');
  return accountId;
});
