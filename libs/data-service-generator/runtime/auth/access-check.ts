import { Injectable, type OnModuleInit, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { rulesOf } from './access-rule.js';

/** Lets the service start only when every route says who may use it. */
@Injectable()
export class AccessCheck implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const problems = this.discovery.getControllers().flatMap(({ metatype }) => this.problemsOf(metatype));
    if (problems.length > 0)
      throw new Error(['Not every route says who may use it:', ...problems].join('\n- '));
  }

  private problemsOf(controller: unknown): string[] {
    if (typeof controller !== 'function') return [];
    const prototype: unknown = controller.prototype;
    if (typeof prototype !== 'object' || prototype === null) return [];
    const methods = new Map(
      this.scanner
        .getAllMethodNames(prototype)
        .map((name): [string, unknown] => [name, Reflect.get(prototype, name)]),
    );
    return [...methods].flatMap(([name, handler]) => {
      if (typeof handler !== 'function' || !Reflect.hasMetadata(PATH_METADATA, handler)) return [];
      const count = rulesOf(controller, handler).length;
      if (count === 1) return [];
      const route = `${routeOf(controller, handler)} (${controller.name}.${name})`;
      return count === 0
        ? [`${route} needs one of @Allowed(permissions, action), @SignedIn() and @Public().`]
        : [
            `${route} has ${count} of @Allowed, @SignedIn and @Public, on its method and its controller; one decides.`,
          ];
    });
  }
}

function routeOf(controller: object, handler: object): string {
  const method = RequestMethod[Number(Reflect.getMetadata(METHOD_METADATA, handler))];
  const parts = [Reflect.getMetadata(PATH_METADATA, controller), Reflect.getMetadata(PATH_METADATA, handler)];
  const path = parts.map((part) => String(part).replace(/^\/|\/$/g, '')).filter((part) => part !== '');
  return `${method} /${path.join('/')}`;
}
