import { Module } from '@nestjs/common';
import { BuildState } from './build-state';
import { BuildStateRepository } from './build-state.repository';
import { RunningBuilds } from './running-builds';

@Module({
  providers: [BuildState, BuildStateRepository, RunningBuilds],
  exports: [BuildState, RunningBuilds],
})
export class BuildStateModule {}
