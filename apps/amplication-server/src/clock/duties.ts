import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { type Duty, dutyOf } from './every-minutes';

export interface FoundDuty extends Duty {
  run(): Promise<unknown>;
}

/** Finds every `@EveryMinutes` method of the application. */
@Injectable()
export class Duties {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** Throws if two duties have one name: the lock would let only one of them run at a time. */
  find(): FoundDuty[] {
    const instances = this.discovery.getProviders().map(({ instance }): unknown => instance);
    const found = [...new Set(instances)].flatMap((instance) =>
      typeof instance === 'object' && instance !== null ? this.dutiesOf(instance) : [],
    );
    const names = found.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) throw new Error(`Two duties are called ${twice}.`);
    return found;
  }

  private dutiesOf(instance: object): FoundDuty[] {
    return this.scanner.getAllMethodNames(Object.getPrototypeOf(instance)).flatMap((method) => {
      const call: unknown = Reflect.get(instance, method);
      const duty = dutyOf(call);
      if (!duty || typeof call !== 'function') return [];
      return [{ ...duty, run: async () => void (await call.call(instance)) }];
    });
  }
}
