import { Module } from '@nestjs/common';
import { BuildFilesController } from './build-files.controller';
import { BuildFilesRepository } from './build-files.repository';
import { BuildFilesService } from './build-files.service';
import { ZipSpool } from './zip-spool';

@Module({
  controllers: [BuildFilesController],
  providers: [BuildFilesService, BuildFilesRepository, ZipSpool],
})
export class BuildFilesModule {}
