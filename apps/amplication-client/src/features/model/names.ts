/** `order item` or `order-item` as an entity's name: `OrderItem`. */
export function toEntityName(text: string): string {
  return words(text)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** `Unit price` as a field's name: `unitPrice`. */
export function toFieldName(text: string): string {
  const name = toEntityName(text);
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** A first guess at the plural, which the user may correct. */
export function toPlural(name: string): string {
  if (name === '') return '';
  if (/[^aeiou]y$/i.test(name)) return `${name.slice(0, -1)}ies`;
  if (/(s|x|z|ch|sh)$/i.test(name)) return `${name}es`;
  return `${name}s`;
}

function words(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .split(' ')
    .filter(Boolean);
}
