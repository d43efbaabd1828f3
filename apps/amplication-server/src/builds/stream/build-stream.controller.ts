import { Controller, Headers, type MessageEvent, Param, Query, Req, Sse } from '@nestjs/common';
import { ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, Min } from 'class-validator';
import type { Observable } from 'rxjs';
import { ForMembers, type SignedInRequest } from '../../access/access.decorator';
import { LastingAccesses } from '../../access/lasting-access';
import { Operation } from '../../http/operation';
import { BuildStream } from './build-stream';
import { Optional } from '../../http/optional';

class StreamQuery {
  @ApiPropertyOptional({
    type: Number,
    minimum: 0,
    description: 'For the first connection, as Last-Event-ID.',
  })
  @Optional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  lastEventId?: number;
}

@ApiTags('builds')
@Controller('api/builds/:buildId/events')
export class BuildStreamController {
  constructor(
    private readonly stream: BuildStream,
    private readonly accesses: LastingAccesses,
  ) {}

  @Sse()
  @ForMembers('buildId')
  @Operation({
    id: 'streamBuildEvents',
    summary: 'What happens to a build, as server-sent events',
    description:
      'First what was missed, then what happens. Events: `log` {step, level, message}, `step` {name, status, ' +
      'startedAt, finishedAt}, `status` {status, outcome, error}, `pull-request` {number, url, state}, each with ' +
      '`attempt` and `at`; `end` {status} when the build is over, after which the stream closes: close it, too. Without ' +
      '`end` it closes when the session or the membership ends.',
    produces: 'text/event-stream',
    errors: { 404: 'NOT_FOUND' },
  })
  events(
    @Param('buildId') buildId: string,
    @Query() query: StreamQuery,
    @Req() request: SignedInRequest,
    @Headers('last-event-id') header?: string,
  ): Observable<MessageEvent> {
    const received = header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : query.lastEventId;
    return this.stream.open(this.accesses.of(request, 'buildId', buildId), buildId, received ?? 0);
  }
}
