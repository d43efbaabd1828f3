const LEAST = -(2n ** 31n);
const MOST = 2n ** 31n - 1n;
const LEAST_BIG = -(2n ** 63n);
const MOST_BIG = 2n ** 63n - 1n;

/** A number of a model: as text, with all its digits and no exponent. */
export function plainNumber(value: string | number): string {
  const [mantissa = '0', exponent] = String(value).toLowerCase().split('e');
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '0', fraction = ''] = mantissa.replace('-', '').split('.');
  const shift = Number(exponent ?? 0);
  const digits = `${'0'.repeat(Math.max(0, -shift - whole.length + 1))}${whole}${fraction}`;
  const point = digits.length - fraction.length + shift;
  const left = digits
    .slice(0, Math.max(point, 0))
    .padEnd(point, '0')
    .replace(/^0+(?=\d)/, '');
  const right = point < digits.length ? digits.slice(point) : '';
  const number = right === '' ? left : `${left}.${right}`;
  return sign === '-' && !/^[0.]+$/.test(number) ? `-${number}` : number;
}

/** The types that PostgreSQL gives a number as it is written. */
export type NumberType = 'integer' | 'bigint' | 'numeric';

export function numberTypeOf(number: string): NumberType {
  if (number.includes('.')) return 'numeric';
  const value = BigInt(number);
  if (value >= LEAST && value <= MOST) return 'integer';
  return value >= LEAST_BIG && value <= MOST_BIG ? 'bigint' : 'numeric';
}

/** A plain number as PostgreSQL writes it into an expression: `5`, `'-5'::integer`, `0.5`, `'-0.5'::numeric`. */
export function numberLiteral(number: string): string {
  const type = numberTypeOf(number);
  const isBare = !number.startsWith('-') && (type === 'integer' || number.includes('.'));
  return isBare ? number : `'${number}'::${type}`;
}

/** A double as PostgreSQL shows it: the fewest digits that mean it, with an exponent where it is very small or large. */
export function floatText(value: number, bytes: 4 | 8): string {
  const shortest = bytes === 8 ? value : shortestSingle(value);
  const [mantissa = '0', exponent = '0'] = shortest.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < (bytes === 8 ? 15 : 6)) return plainNumber(shortest);
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

/** The number with the fewest digits that 4 bytes hold as the same; of several the nearest. */
function shortestSingle(value: number): number {
  for (let digits = 1; digits < 9; digits++) {
    const candidate = Number(Math.fround(value).toPrecision(digits));
    if (Math.fround(candidate) === Math.fround(value)) return candidate;
  }
  return Number(Math.fround(value).toPrecision(9));
}
