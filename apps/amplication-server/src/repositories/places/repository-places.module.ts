import { Module } from '@nestjs/common';
import { RepositoryPlaces } from './repository-places.repository';

@Module({ providers: [RepositoryPlaces], exports: [RepositoryPlaces] })
export class RepositoryPlacesModule {}
