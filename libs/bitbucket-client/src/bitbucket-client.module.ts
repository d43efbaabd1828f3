import { HttpModule, HttpService } from '@nestjs/axios';
import { type DynamicModule, type FactoryProvider, Module } from '@nestjs/common';
import { type BitbucketClient, createBitbucketClient } from './client';
import type { BitbucketClientOptions } from './options';

/** Injection token of the `BitbucketClient`. */
export const BITBUCKET_CLIENT = Symbol('BitbucketClient');
const OPTIONS = Symbol('BitbucketClientOptions');

export interface BitbucketClientModuleOptions {
  readonly imports?: DynamicModule['imports'];
  readonly inject?: NonNullable<FactoryProvider['inject']>;
  readonly useFactory: FactoryProvider<Omit<BitbucketClientOptions, 'axios'>>['useFactory'];
}

/** Gives a Nest application one `BitbucketClient` on the axios instance of @nestjs/axios. */
@Module({})
export class BitbucketClientModule {
  static forRootAsync({
    imports = [],
    inject = [],
    useFactory,
  }: BitbucketClientModuleOptions): DynamicModule {
    return {
      module: BitbucketClientModule,
      global: true,
      imports: [HttpModule, ...imports],
      providers: [
        { provide: OPTIONS, inject, useFactory },
        {
          provide: BITBUCKET_CLIENT,
          inject: [OPTIONS, HttpService],
          useFactory: (options: Omit<BitbucketClientOptions, 'axios'>, http: HttpService): BitbucketClient =>
            createBitbucketClient({ ...options, axios: http.axiosRef }),
        },
      ],
      exports: [BITBUCKET_CLIENT],
    };
  }
}
