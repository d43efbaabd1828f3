import { base, en, Faker } from '@faker-js/faker';
import type { Row } from '../entity-seed.js';

/** The day on which all made-up rows are made, so that they are the same on every day. */
const TODAY = new Date('2026-01-01T00:00:00Z');

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What a value is drawn from. */
export interface Draw {
  faker: Faker;
  /** How many rows of the entity came before. */
  index: number;
  /** How often the row was tried: what must be unique reaches further each time. */
  attempt: number;
  /** What the row has so far. */
  row: Readonly<Row>;
  /** When the row was made. */
  madeAt: Date;
  /** A moment after all that this was asked for in the row. */
  later(): Date;
}

/** Makes a value in the form that the API has; undefined where it knows none. */
export type Maker = (draw: Draw) => unknown;

/** Draws the same values in the same order each time. */
export const newFaker = (): Faker => {
  const faker = new Faker({ locale: [en, base] });
  faker.seed(20_260_101);
  faker.setDefaultRefDate(TODAY);
  return faker;
};

/** A new draw for one row. */
export function newDraw(faker: Faker, index: number, attempt: number, row: Readonly<Row>): Draw {
  const madeAt = faker.date.between({ from: new Date(TODAY.getTime() - 700 * DAY), to: TODAY });
  madeAt.setUTCMilliseconds(0);
  let last = madeAt.getTime();
  const later = () => {
    last += faker.number.int({ min: 1, max: 5 * 24 }) * HOUR;
    return new Date(last);
  };
  return { faker, index, attempt, row, madeAt, later };
}
