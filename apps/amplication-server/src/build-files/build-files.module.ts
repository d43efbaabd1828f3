import { Module } from '@nestjs/common';
import { BuildFilesController } from './build-files.controller';
import { BuildFilesService } from './build-files.service';

@Module({ controllers: [BuildFilesController], providers: [BuildFilesService] })
export class BuildFilesModule {}
