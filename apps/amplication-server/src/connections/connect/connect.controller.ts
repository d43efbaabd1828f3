import { InvalidRequest } from '@amplication/service-kit';
import { Body, Controller, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import {
  type Access,
  CurrentAccess,
  CurrentAccount,
  ForOwners,
  ForTheSignedIn,
} from '../../access/access.decorator';
import { IdParam } from '../../http/id-param';
import { Operation } from '../../http/operation';
import { Throttled } from '../../http/throttled';
import { ConnectService } from './connect.service';
import { AuthorizeView, ConnectCallback, ConnectedView, StartConnect } from '../connections.dto';

@ApiTags('connections')
@Controller('api')
export class ConnectController {
  constructor(private readonly connect: ConnectService) {}

  @Post('workspaces/:workspaceId/bitbucket/connect')
  @ForOwners('workspaceId')
  @IdParam('workspaceId')
  @Operation({
    id: 'startConnect',
    summary: 'Begin to connect a Bitbucket account',
    description: 'Good for ten minutes and for this session only.',
    returns: AuthorizeView,
    errors: {
      400: 'VALIDATION_FAILED',
      402: 'BILLING_PLAN_REQUIRED',
      403: 'FORBIDDEN',
      404: 'NOT_FOUND',
    },
  })
  async start(
    @CurrentAccess() { accountId, workspaceId }: Access,
    @Req() { sessionID: sessionId }: Request,
    @Body() body: StartConnect,
  ): Promise<AuthorizeView> {
    return { authorizeUrl: await this.connect.start({ accountId, sessionId }, workspaceId, body) };
  }

  @Post('bitbucket-auth-app/callback')
  @ForTheSignedIn()
  @Throttled()
  @Operation({
    id: 'finishConnect',
    summary: 'End of the attempt: what Bitbucket sent back',
    description:
      'Exchanges the code and stores the connection. Repeated by the same session, it answers what came of the ' +
      'attempt. Errors name `workspaceId` and `returnTo` in `params`, except OAUTH_STATE_INVALID.',
    returns: ConnectedView,
    errors: {
      400: 'VALIDATION_FAILED, OAUTH_STATE_INVALID, OAUTH_ACCESS_DENIED or OAUTH_CODE_REFUSED with the reason',
      402: 'BILLING_PLAN_REQUIRED',
      403: 'FORBIDDEN: not an owner any more',
      409: 'CONNECTION_OTHER_USER: start again with `replaceOtherUser` if that is meant',
      429: 'TOO_MANY_REQUESTS',
      502: 'BITBUCKET_UNREACHABLE or CONSUMER_REFUSED',
    },
  })
  callback(
    @CurrentAccount() accountId: string,
    @Req() { sessionID: sessionId }: Request,
    @Body() body: ConnectCallback,
  ): Promise<ConnectedView> {
    if (body.code === undefined && body.error === undefined)
      throw new InvalidRequest([{ path: 'code', message: 'code or error must be given' }]);
    return this.connect.finish({ accountId, sessionId }, body);
  }
}
