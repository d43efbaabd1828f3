import type { Draw, Maker } from './draw.js';

/** When something is: when the row was made, later, when somebody was born, or when it will end. */
export type When = 'made' | 'changed' | 'later' | 'birth' | 'end';

const DAY = 24 * 3_600_000;

function momentOf(when: When, draw: Draw): Date {
  const { faker, madeAt } = draw;
  if (when === 'made') return madeAt;
  if (when === 'changed')
    return new Date(madeAt.getTime() + faker.number.int({ min: 0, max: 20 * 24 }) * (DAY / 24));
  if (when === 'birth') return faker.date.birthdate({ mode: 'age', min: 18, max: 80 });
  if (when === 'end') return new Date(draw.later().getTime() + faker.number.int({ min: 30, max: 365 }) * DAY);
  return draw.later();
}

/** A day: `2026-01-31`. */
export const day =
  (when: When = 'later'): Maker =>
  (draw) =>
    momentOf(when, draw).toISOString().slice(0, 10);

/** A moment: `2026-01-31T08:30:00.000Z`. */
export const moment =
  (when: When = 'later'): Maker =>
  (draw) =>
    momentOf(when, draw).toISOString();

/** What a clock on a wall shows: `2026-01-31T08:30:00`. */
export const wallTime =
  (when: When = 'later'): Maker =>
  (draw) =>
    momentOf(when, draw).toISOString().slice(0, 19);

/** A time of day in a quarter of an hour: `08:30:00`. */
export const clockTime =
  ({ zone = false }: { zone?: boolean } = {}): Maker =>
  ({ faker }) => {
    const hour = String(faker.number.int({ min: 7, max: 20 })).padStart(2, '0');
    const minute = faker.helpers.arrayElement(['00', '15', '30', '45']);
    return `${hour}:${minute}:00${zone ? '+00' : ''}`;
  };
