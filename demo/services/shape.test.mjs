import assert from 'node:assert/strict';
import { test } from 'node:test';
import { busyness, errand, rate } from './shape.mjs';

test('nights are quiet, evenings busier than noon, and days alike', () => {
  assert.ok(busyness(3 / 24) < 0.25);
  assert.ok(busyness(12 / 24) > 0.7);
  assert.ok(busyness(19.5 / 24) > busyness(12 / 24));
  assert.equal(busyness(0.5), busyness(7.5));
});

test('a surge is ten times the rate, and bounded', () => {
  const noon = { usual: 10, partOfDay: 0.5, limit: 1000 };
  assert.equal(rate({ ...noon, surge: true }), 10 * rate({ ...noon, surge: false }));
  assert.equal(rate({ ...noon, usual: 500, surge: true }), 1000);
});

test('every die gives an errand', () => {
  for (let die = 0; die < 1; die += 0.001) assert.match(errand(die).path, /^\//);
});
