import { Body, Controller, Headers, HttpCode, Param, ParseUUIDPipe, Post, UseGuards } from '@nestjs/common';
import { GenerationResults } from './generation-results';
import { ResultRequest } from './result.request';
import { bearerOf } from './secret';
import { SecretGuard } from './secret.guard';

/** The generator controller calls back here. Not for people: the service listens on loopback. */
@Controller('api/generations')
export class ResultController {
  constructor(private readonly results: GenerationResults) {}

  /** The secret of the job stands in `Authorization: Bearer`. A result may be sent again: it counts once. */
  @Post(':jobId/result')
  @UseGuards(SecretGuard)
  @HttpCode(204)
  take(
    @Param('jobId', ParseUUIDPipe) jobId: string,
    @Headers('authorization') authorization: string,
    @Body() result: ResultRequest,
  ): Promise<void> {
    return this.results.take(jobId, bearerOf(authorization), result);
  }
}
