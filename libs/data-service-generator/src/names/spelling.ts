import { trimEnd } from '@amplication/foundation';
import { camelCase, pascalCase, words } from '@amplication/service-model';

/** `OrderItem` gives `order-item`. */
export const kebabCase = (name: string) => words(name).join('-') || 'unnamed';

/** `orderItem` gives `order item`. */
export const spaced = (name: string) => words(name).join(' ') || 'row';

/** `OrderStatus` gives `ORDER_STATUS`. */
export const constantCase = (name: string) => begin(words(name).join('_').toUpperCase() || 'UNNAMED');

/** `order_item` gives `OrderItem`; what is spelled like a class stays as it is. */
export const className = (name: string) =>
  /^[A-Z][A-Za-z0-9]*$/.test(name) ? name : begin(pascalCase(name) || 'Unnamed');

/** `OrderItems` gives `orderItems`. */
export const variableName = (name: string) => begin(camelCase(name) || 'unnamed');

/** No identifier begins with a digit. */
const begin = (name: string) => (/^[0-9]/.test(name) ? `_${name}` : name);

/** `a customer`, `an order`: in sentences. */
export const withArticle = (noun: string) => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

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
