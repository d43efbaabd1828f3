import { Global, Module } from '@nestjs/common';
import { RunningBuilds } from '../../running-builds/running-builds';
import { RunningBuildsRepository } from '../../running-builds/running-builds.repository';
import { BuildState } from './build-state';
import { BuildStateRepository } from './build-state.repository';
import { RunningBuildsService } from './running-builds.service';
import { Sweeper } from './sweeper';

/** Global for `RunningBuilds`, which what comes before builds asks for without knowing who provides it. */
@Global()
@Module({
  providers: [
    BuildState,
    BuildStateRepository,
    RunningBuildsRepository,
    { provide: RunningBuilds, useClass: RunningBuildsService },
    Sweeper,
  ],
  exports: [BuildState, RunningBuilds],
})
export class BuildStateModule {}
