import { DomainError } from '@amplication/contracts';
import { Body, Controller, Headers, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { GenerationResults } from './generation-results';
import { ResultRequest } from './result.request';

const BEARER = /^Bearer ([\w-]{32,255})$/;

/** The generator controller calls back here. Not for people: the service listens on loopback. */
@Controller('api/generations')
export class ResultController {
  constructor(private readonly results: GenerationResults) {}

  /** The secret of the job stands in `Authorization: Bearer`. A result may be sent again: it counts once. */
  @Post(':jobId/result')
  @HttpCode(204)
  take(
    @Param('jobId', ParseUUIDPipe) jobId: string,
    @Headers('authorization') authorization: string | undefined,
    @Body() result: ResultRequest,
  ): Promise<void> {
    const secret = BEARER.exec(authorization ?? '')?.[1];
    if (secret === undefined)
      throw new DomainError('NOT_AUTHENTICATED', 'The secret of the generation is missing.');
    return this.results.take(jobId, secret, result);
  }
}
