import { trimEnd } from '@amplication/foundation';

/** The words of a PascalCase or camelCase name, in lower case: `HTTPServer2` gives `http`, `server2`. */
function words(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(' ');
}

/** `OrderItem` gives `order-item`. */
export const kebabCase = (name: string) => words(name).join('-');

/** `OrderItem` gives `order_item`. */
export const snakeCase = (name: string) => words(name).join('_');

/** `OrderItem` gives `orderItem`; `HTTPServer` gives `httpServer`. */
export function camelCase(name: string): string {
  const [first = '', ...rest] = words(name);
  return first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** `orderItem` gives `order item`. */
export const spaced = (name: string) => words(name).join(' ');

/** A name for packages and containers, from any text: lower-case ASCII letters, digits and single hyphens. */
export function slug(text: string): string {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+/, '');
  const name = trimEnd(plain.slice(0, 60), '-');
  return name === '' ? 'service' : name;
}
