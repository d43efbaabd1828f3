import { applyHttpDefaults, Public } from '@amplication/service-kit';
import { Controller, Get, Module, Post, type Type } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule, NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request } from 'express';
import { ForMembers, ForOwners, ForTheSignedIn } from './access.decorator';
import { AccessGuard } from './access.guard';
import { AccessRepository } from './access.repository';
import { AccessRules } from './access-rules';

@Controller('good/:workspaceId')
class Good {
  @Get()
  @ForMembers('workspaceId')
  read() {}
  @Post()
  @ForOwners('workspaceId')
  change() {}
  noRoute() {}
}

@Public()
@Controller('health')
class Machines {
  @Get()
  live() {}
}

@Controller()
class Forgotten {
  @Get('forgotten')
  read() {
    return 'read';
  }
  @Get('own')
  @ForTheSignedIn()
  own() {
    return 'own';
  }
  @Get('open')
  @Public()
  open() {
    return 'open';
  }
}

@Controller(['wrong'])
class Wrong {
  @Get(':workspaceId')
  @ForTheSignedIn()
  unchecked() {}
  @Get('open/:buildId')
  @Public()
  open() {}
  @Get(':workspaceId/builds/:buildId')
  @ForMembers('workspaceId')
  half() {}
  @Get(['a/:resourceId', 'b'])
  @ForOwners('buildId')
  missing() {}
  @Get('both')
  @Public()
  @ForMembers('buildId')
  both() {}
}

async function start(...controllers: Type[]): Promise<void> {
  @Module({ imports: [DiscoveryModule], controllers, providers: [AccessRules] })
  class App {}
  const app = await NestFactory.createApplicationContext(App, { logger: false, abortOnError: false });
  await app.close();
}

describe('AccessRules', () => {
  it('lets a service start whose routes all say who may use them', async () => {
    await expect(start(Good, Machines)).resolves.toBeUndefined();
  });

  it('refuses a service with a route that says nothing, and names it', async () => {
    await expect(start(Good, Forgotten)).rejects.toThrow(
      'Access is not declared well: Forgotten.read has no access rule (@ForMembers, @ForOwners, @ForTheSignedIn or @Public).',
    );
  });

  it('refuses rules that cannot be kept, and names all of them', async () => {
    await expect(start(Wrong)).rejects.toThrow(
      [
        'Access is not declared well: Wrong.unchecked has :workspaceId in its path, which nobody checks',
        'Wrong.open has :buildId in its path, which nobody checks',
        'Wrong.half has :buildId in its path, which nobody checks',
        'Wrong.missing is checked by :buildId, which its path does not have',
        'Wrong.both is @Public and has an access rule, too.',
      ].join('; '),
    );
  });

  it('knows no second rule on one route', () => {
    const twice = () => {
      @Controller()
      class Twice {
        @Get()
        @ForOwners('buildId')
        @ForMembers('buildId')
        read() {}
      }
      return Twice;
    };
    expect(twice).toThrow('Twice.read has two access rules.');
  });
});

describe('AccessGuard', () => {
  /** The routes of `Forgotten` without the check at the start, asked by `accountId`. */
  async function statuses(accountId: string | undefined): Promise<number[]> {
    const guard = { provide: APP_GUARD, useClass: AccessGuard };
    const nobody = { provide: AccessRepository, useValue: { find: () => Promise.resolve(null) } };
    @Module({ controllers: [Forgotten], providers: [guard, nobody] })
    class App {}
    const app = await NestFactory.create<NestExpressApplication>(App, { logger: false, abortOnError: false });
    app.use((request: Request, _response: unknown, next: NextFunction) => {
      Object.assign(request, { session: accountId === undefined ? undefined : { accountId } });
      next();
    });
    applyHttpDefaults(app);
    await app.listen(0, '127.0.0.1');
    try {
      const url = await app.getUrl();
      return await Promise.all(
        ['/open', '/own', '/forgotten'].map(async (path) => (await fetch(url + path)).status),
      );
    } finally {
      await app.close();
    }
  }

  it('lets nobody pass to a route without a rule', async () => {
    expect(await statuses('018f0000-0000-7000-8000-000000000001')).toEqual([200, 200, 403]);
  });

  it('asks for a session wherever a route is not public', async () => {
    expect(await statuses(undefined)).toEqual([200, 401, 401]);
  });
});
