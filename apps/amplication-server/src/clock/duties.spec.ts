import { Injectable, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { Duties } from './duties';
import { EveryMinutes } from './every-minutes';

@Injectable()
class Sweeper {
  readonly swept: string[] = [];
  private readonly what = 'dust';

  @EveryMinutes(0.5, 'sweep')
  async sweep(): Promise<void> {
    this.swept.push(this.what);
  }

  async rest(): Promise<void> {}
}

@Injectable()
class OtherSweeper {
  @EveryMinutes(5, 'sweep')
  async run(): Promise<void> {}
}

async function dutiesOf(...providers: (new () => object)[]) {
  @Module({ imports: [DiscoveryModule], providers: [Duties, ...providers] })
  class App {}
  return Test.createTestingModule({ imports: [App] }).compile();
}

it('finds the methods that are duties, and calls them on their own', async () => {
  const app = await dutiesOf(Sweeper);
  const [duty, ...others] = app.get(Duties).find();
  expect(others).toEqual([]);
  expect(duty).toMatchObject({ name: 'sweep', minutes: 0.5 });
  await duty?.run();
  expect(app.get(Sweeper).swept).toEqual(['dust']);
});

it('refuses two duties of one name', async () => {
  const app = await dutiesOf(Sweeper, OtherSweeper);
  expect(() => app.get(Duties).find()).toThrow('Two duties are called sweep.');
});
