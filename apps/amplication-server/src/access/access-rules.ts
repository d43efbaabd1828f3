import { PUBLIC } from '@amplication/service-kit';
import { Injectable, type OnModuleInit, type Type } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ACCESS_KEYS, ACCESS_RULE, type AccessRule } from './access.decorator';

/**
 * Refuses to start the service while a route of a controller does not say who may use it, or says what cannot be: the
 * error names every such route. What is mounted beside the controllers (`/api/docs`) is not seen, and not guarded.
 */
@Injectable()
export class AccessRules implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly methods: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    // Nest types what it found as a bare function; what stands among the controllers of a module is always a class.
    const problems = this.discovery
      .getControllers()
      .flatMap(({ metatype }) => (metatype ? this.problemsOf(metatype as Type) : []));
    if (problems.length > 0) throw new Error(`Access is not declared well: ${problems.join('; ')}.`);
  }

  private problemsOf(controller: Type): string[] {
    const prototype: Record<string, () => unknown> = controller.prototype;
    return this.methods.getAllMethodNames(prototype).flatMap((name) => {
      // eslint-disable-next-line house/no-foreign-key -- a method may be inherited, and the name is one of its own
      const handler = prototype[name];
      const path = handler && this.reflector.get<string | string[] | undefined>(PATH_METADATA, handler);
      if (!handler || path === undefined) return [];
      const base = this.reflector.get<string | string[] | undefined>(PATH_METADATA, controller) ?? '';
      const problem = problemOf({
        isPublic:
          this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, [handler, controller]) ?? false,
        rule: this.reflector.get<AccessRule | undefined>(ACCESS_RULE, handler),
        parameters: parametersOf([base, path].flat().join('/')),
      });
      return problem === null ? [] : [`${controller.name}.${name} ${problem}`];
    });
  }
}

interface Declared {
  isPublic: boolean;
  rule: AccessRule | undefined;
  parameters: ReadonlySet<string>;
}

/** What is wrong with the rule of a route, or null. */
function problemOf({ isPublic, rule, parameters }: Declared): string | null {
  if (isPublic && rule) return 'is @Public and has an access rule, too';
  if (!isPublic && !rule) return 'has no access rule (@ForMembers, @ForOwners, @ForTheSignedIn or @Public)';
  const checked = rule && 'key' in rule ? rule.key : null;
  if (checked && !parameters.has(checked)) return `is checked by :${checked}, which its path does not have`;
  const unchecked = ACCESS_KEYS.find((key) => key !== checked && parameters.has(key));
  return unchecked ? `has :${unchecked} in its path, which nobody checks` : null;
}

function parametersOf(path: string): ReadonlySet<string> {
  return new Set([...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name));
}
