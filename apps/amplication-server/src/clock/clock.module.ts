import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Clock } from './clock';
import { Duties } from './duties';

/** What is done by the clock. A feature declares its duties itself, by `@EveryMinutes`. */
@Module({ imports: [DiscoveryModule], providers: [Clock, Duties] })
export class ClockModule {}
