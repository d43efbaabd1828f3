import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Request } from 'express';

export const ROLES = ['owner', 'member'] as const;
export type Role = (typeof ROLES)[number];

/** The parameters of a path by which a workspace can be found. */
export type AccessKey = 'workspaceId' | 'resourceId' | 'buildId';

export interface AccessRule {
  key: AccessKey;
  role: Role;
}

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
export const PUBLIC = 'public';

/** The route needs no session. */
export const Public = () => SetMetadata(PUBLIC, true);

/** The route is about the workspace that `key` of the path belongs to, and only its members may use it. */
export const ForMembers = (key: AccessKey) =>
  SetMetadata(ACCESS_RULE, { key, role: 'member' } satisfies AccessRule);

/** As ForMembers, for owners of the workspace only. */
export const ForOwners = (key: AccessKey) =>
  SetMetadata(ACCESS_RULE, { key, role: 'owner' } satisfies AccessRule);

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
