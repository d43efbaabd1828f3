import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { GenerateAnswer, GenerateRequest } from './generate.request';
import { Generations } from './generations';
import { INSTANCE } from './instance';

/** The build-manager asks here for the files of a build. Not for people: the service listens on loopback. */
@Controller('api/generate')
export class GenerateController {
  constructor(private readonly generations: Generations) {}

  /** Answers at once; the result goes to the callback. 400 for another callback than the build-manager's, 429 when full. */
  @Post()
  @HttpCode(202)
  generate(@Body() request: GenerateRequest): GenerateAnswer {
    return { jobId: request.jobId, state: this.generations.accept(request), instance: INSTANCE };
  }
}
