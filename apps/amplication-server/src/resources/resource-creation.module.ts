import { Module } from '@nestjs/common';
import { ResourceCreation } from './resource-creation';

@Module({ providers: [ResourceCreation], exports: [ResourceCreation] })
export class ResourceCreationModule {}
