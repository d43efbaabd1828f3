import { Controller, Get } from '@nestjs/common';
import { InstanceAnswer } from './generate.request';
import { INSTANCE } from './instance';

/** Lets the build-manager check whether the process that has its jobs is still the one that answers. */
@Controller('api/instance')
export class InstanceController {
  @Get()
  instance(): InstanceAnswer {
    return { instance: INSTANCE };
  }
}
