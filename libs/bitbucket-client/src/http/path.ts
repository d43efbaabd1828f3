import { own } from '@amplication/foundation';
import { DomainError } from '@amplication/contracts';

/**
 * A path of the API: a template with `{name}` places and what stands there. Each value is one path segment, so a
 * branch `feature/x` becomes `feature%2Fx` and a uuid `{…}` becomes `%7B…%7D`. `{path+}` takes several segments.
 */
export interface ApiPath {
  readonly template: string;
  readonly url: string;
}

export function apiPath(template: string, values: Record<string, string> = {}): ApiPath {
  const url = template.replace(/\{(\w+)(\+?)\}/g, (_place, name: string, several: string) => {
    const value = own(values, name);
    if (value === undefined) throw new TypeError(`${template} needs ${name}`);
    return several ? value.split('/').map(encodeSegment).join('/') : encodeSegment(value);
  });
  return { template: template.replace('+}', '}'), url };
}

/** An empty segment or a dot segment would address another resource than the one meant. */
function encodeSegment(segment: string): string {
  if (segment === '' || segment === '.' || segment === '..')
    throw new DomainError('VALIDATION_FAILED', 'A name for Bitbucket may not be empty, "." or "..".');
  return encodeURIComponent(segment);
}
