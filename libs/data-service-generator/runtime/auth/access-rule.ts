import 'reflect-metadata';
import { type Action, type EntityPermissions } from './permissions.js';

/** Who may use a route. */
export type AccessRule =
  | { readonly kind: 'public' }
  | { readonly kind: 'signed in' }
  | { readonly kind: 'allowed'; readonly permissions: EntityPermissions; readonly action: Action };

const KEY = 'access-rules';

/** Adds a rule to a route or a controller. All of them are kept, so that a second one is noticed. */
export function accessRule(rule: AccessRule): MethodDecorator & ClassDecorator {
  return (target: object, _property?: string | symbol, descriptor?: { value?: unknown }) => {
    const place = typeof descriptor?.value === 'function' ? descriptor.value : target;
    Reflect.defineMetadata(KEY, [...rulesOn(Reflect.getOwnMetadata(KEY, place)), rule], place);
  };
}

/** The rules of a route and of its controller. */
export const rulesOf = (controller: object, handler: object): readonly AccessRule[] => [
  ...rulesOn(Reflect.getMetadata(KEY, controller)),
  ...rulesOn(Reflect.getMetadata(KEY, handler)),
];

const rulesOn = (metadata: unknown): readonly AccessRule[] => (isRules(metadata) ? metadata : []);

/** Only this file writes under the key. */
const isRules = (metadata: unknown): metadata is readonly AccessRule[] => Array.isArray(metadata);
