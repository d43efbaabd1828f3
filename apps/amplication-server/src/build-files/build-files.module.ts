import { Module } from '@nestjs/common';
import { BuildFilesController } from './build-files.controller';
import { BuildFilesService } from './build-files.service';
import { ZipSpool } from './zip-spool';

@Module({ controllers: [BuildFilesController], providers: [BuildFilesService, ZipSpool] })
export class BuildFilesModule {}
