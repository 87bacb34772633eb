const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Seconds between two ticks. With two and three of each, so that a narrow chart of five minutes has more than one. */
export const TIME_STEPS: readonly number[] = [1, 2, 5, 10, 15, 20, 30].concat(
  [1, 2, 3, 5, 10, 15, 20, 30].map((minutes) => minutes * MINUTE),
  [1, 2, 3, 4, 6, 8, 12].map((hours) => hours * HOUR),
  [1, 2, 3, 7, 14, 28].map((days) => days * DAY),
);
