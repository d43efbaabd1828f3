import { spaced } from '../names/spelling';

/** The least and the greatest that a number usually is, by words of its name; the first that fits. */
const BY_NAME: readonly (readonly [RegExp, least: number, greatest: number])[] = [
  [/\b(salary|income|budget|revenue)\b/, 20_000, 120_000],
  [/\b(tax|vat|discount|percent|percentage|rate|share|ratio|probability)\b/, 0, 30],
  [/\b(price|amount|total|cost|fee|balance|subtotal|value|paid)\b/, 1, 500],
  [/\b(stock|inventory|available|capacity)\b/, 0, 200],
  [/\b(quantity|qty|count|copies|seats|pieces|guests)\b/, 1, 10],
  [/\bage\b/, 18, 80],
  [/\byear\b/, 1990, 2026],
  [/\bmonth\b/, 1, 12],
  [/\b(rating|stars|score|priority|level|grade)\b/, 1, 5],
  [/\b(latitude|lat)\b/, -60, 70],
  [/\b(longitude|lng|lon)\b/, -170, 170],
  [/\b(weight|kg|height|width|length|depth|size)\b/, 1, 100],
  [/\b(minutes|duration|seconds|hours|days)\b/, 5, 240],
  [/\b(position|rank|index|sort|order|sequence|line)\b/, 1, 100],
  [/\bport\b/, 1024, 65_535],
];

/** What a number is likely to be; nothing where its name does not say. */
export function usualNumbers(field: string): { least: number; greatest: number } | undefined {
  const found = BY_NAME.find(([pattern]) => pattern.test(spaced(field)));
  return found && { least: found[1], greatest: found[2] };
}
