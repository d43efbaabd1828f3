/** The words of a name, in lower case: `HTTPServer2` gives `http`, `server2`; `first_name` gives `first`, `name`. */
export function words(name: string): string[] {
  return apart(name.replaceAll('_', ' '))
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== '');
}

/** Blanks before words that begin with a capital; most names of databases have none. */
const apart = (name: string): string =>
  /[A-Z]/.test(name)
    ? name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    : name;

/** `OrderItem` gives `order_item`. */
export const snakeCase = (name: string) => words(name).join('_');

/** `order_item` gives `OrderItem`. */
export const pascalCase = (name: string) => words(name).map(capital).join('');

/** `order_item` gives `orderItem`. */
export const camelCase = (name: string) =>
  words(name)
    .map((word, index) => (index === 0 ? word : capital(word)))
    .join('');

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** The plural of an English noun, as far as rules go: `category` gives `categories`. */
export function plural(noun: string): string {
  if (/[^aeiou]y$/i.test(noun)) return `${noun.slice(0, -1)}ies`;
  if (/(?:s|x|z|ch|sh)$/i.test(noun)) return `${noun}es`;
  return `${noun}s`;
}
