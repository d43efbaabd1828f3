import { METHODS } from 'node:http';
import { type Application, type Request } from 'express';
import { Problem } from '../problem.js';

/** The problem of a request that no route has taken: METHOD_NOT_ALLOWED where its address has routes for others. */
export function unmatched(app: Application, { originalUrl }: Request): Problem {
  const [path = '/'] = originalUrl.split('?', 1);
  const methods = methodsFor(app, path);
  if (methods.length === 0) return new Problem('NOT_FOUND');
  return new Problem('METHOD_NOT_ALLOWED', undefined, { headers: { Allow: methods.join(', ') } });
}

/** Whether one of the routes of the service is for this method and address. */
export const isRouted = (app: Application, { originalUrl, method }: Request): boolean =>
  methodsFor(app, originalUrl.split('?', 1)[0] ?? '/').includes(method);

function methodsFor(app: Application, path: string): string[] {
  const routes = app.router.stack.flatMap((layer) =>
    layer.route && !takesAll(layer.route) && matches(layer, path) ? [layer.route] : [],
  );
  const methods = routes.flatMap(({ stack }) => stack.map((layer): unknown => layer.method));
  const names = new Set(methods.filter((name) => typeof name === 'string').map((name) => name.toUpperCase()));
  // Express answers HEAD where there is a route for GET.
  if (names.has('GET')) names.add('HEAD');
  return [...names].sort();
}

/** Nest puts a route for every method behind those that stand outside of its prefix, to say that there is none. */
const takesAll = ({ stack }: { stack: readonly unknown[] }): boolean => stack.length >= METHODS.length;

/** Express itself asks its layers so; the types leave it out. */
function matches(layer: object, path: string): boolean {
  if (!('match' in layer) || typeof layer.match !== 'function') return false;
  try {
    // What it answers was a boolean in older versions, and is an object in newer ones.
    const found: unknown = Reflect.apply(layer.match, layer, [path]);
    return Boolean(found);
  } catch {
    // A part of the address that cannot be decoded belongs to no route.
    return false;
  }
}
