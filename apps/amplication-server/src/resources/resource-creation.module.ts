import { Module } from '@nestjs/common';
import { ResourceCreation } from './resource-creation';
import { ResourceCreationRepository } from './resource-creation.repository';

@Module({ providers: [ResourceCreation, ResourceCreationRepository], exports: [ResourceCreation] })
export class ResourceCreationModule {}
