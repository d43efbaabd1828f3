import { Module } from '@nestjs/common';
import { BuildState } from './build-state';
import { BuildStateRepository } from './build-state.repository';
import { RunningBuilds } from './running-builds';
import { Sweeper } from './sweeper';

@Module({
  providers: [BuildState, BuildStateRepository, RunningBuilds, Sweeper],
  exports: [BuildState, RunningBuilds],
})
export class BuildStateModule {}
