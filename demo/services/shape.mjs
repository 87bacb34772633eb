// How busy the shop is at which time of its day: a quiet night, a peak at noon, a higher one in the evening.

const bell = (hour, at, width) => Math.exp(-(((hour - at) / width) ** 2));

/** Between 0.2 and about 1.2 of the usual rate, for a part of the day from 0 to 1. */
export function busyness(partOfDay) {
  const hour = (partOfDay % 1) * 24;
  return 0.2 + 0.6 * bell(hour, 12, 3) + bell(hour, 19.5, 2.5);
}

/** Requests a second, never above the limit. */
export const rate = ({ usual, partOfDay, surge, limit }) => Math.min(limit, usual * busyness(partOfDay) * (surge ? 10 : 1));

/** What the next shopper does, for a die from 0 to 1. */
export function errand(die) {
  const product = 1 + Math.floor(die * 1000) % 5;
  if (die < 0.45) return { method: 'GET', path: '/products' };
  if (die < 0.6) return { method: 'GET', path: '/' };
  if (die < 0.9) return { method: 'POST', path: `/api/orders?product=${product}&cents=${product * 990}` };
  if (die < 0.96) return { method: 'GET', path: '/api/orders/recent' };
  return { method: 'GET', path: '/api/payments/total' };
}
