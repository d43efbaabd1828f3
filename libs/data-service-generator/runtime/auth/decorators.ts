import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import { ApiProblems } from '../http/api-problems.js';
import { accessRule } from './access-rule.js';
import { callerOf } from './callers.js';
import { type Action, type EntityPermissions } from './permissions.js';

/** The route, or every route of the controller, asks for no token. */
export const Public = (): MethodDecorator & ClassDecorator => accessRule({ kind: 'public' });

/** The route is for everybody who is signed in. */
export const SignedIn = (): MethodDecorator & ClassDecorator =>
  applyDecorators(accessRule({ kind: 'signed in' }), ApiBearerAuth(), ApiProblems('NOT_SIGNED_IN'));

/** The route is for callers with a role that may do this, with some rows at least. */
export const Allowed = (permissions: EntityPermissions, action: Action): MethodDecorator & ClassDecorator =>
  applyDecorators(
    accessRule({ kind: 'allowed', permissions, action }),
    ApiBearerAuth(),
    // OpenAPI has no word for the roles that a bearer token needs.
    ApiExtension('x-roles', Object.keys(permissions.actions[action])),
    ApiProblems('NOT_SIGNED_IN', 'FORBIDDEN'),
  );

/** The caller of a route that is not public. */
export const CallerOf = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  callerOf(context.switchToHttp().getRequest<object>()),
);
