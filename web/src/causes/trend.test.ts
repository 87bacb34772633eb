import { expect, it } from "vitest";
import { nearest, trendOf } from "./trend";

const at = (seconds: number) => new Date(seconds * 1000).toISOString();
const course = (values: (number | null)[]) => ({ times: values.map((_, i) => at(i * 10)), values });
const trouble = (from: number, to: number) => ({ from: from * 1000, to: to * 1000, stepSeconds: 10 });

it("shades the time of trouble and no more than is drawn", () => {
  const trend = trendOf({ series: course([1, 1, 5, 5]), before: 1 }, trouble(20, 3600));
  expect(trend?.shade).toEqual({ x: 50, width: 50 });
});

it("is as high as its highest value, or as what was usual", () => {
  expect(trendOf({ series: course([1, 2]), before: 8 }, trouble(10, 20))?.max).toBe(8);
  expect(trendOf({ series: course([1, 20]), before: 8 }, trouble(10, 20))?.max).toBe(20);
});

it("is interrupted where nothing was measured, and shows a lone value as a dot", () => {
  const trend = trendOf({ series: course([1, 1, null, 4, null, 4, 4]), before: null }, trouble(30, 70));
  expect(trend?.path.match(/M/g)).toHaveLength(3);
  expect(trend?.path.match(/h0/g)).toHaveLength(1);
  expect(trend?.usual).toBeNull();
});

it("of zeros alone lies on the ground", () => {
  const trend = trendOf({ series: course([0, 0, 0]), before: 0 }, trouble(10, 30));
  expect(trend?.points.map((p) => p.y)).toEqual([100, 100, 100]);
});

it.each([
  ["no series", null],
  ["no values", course([null, null])],
  ["one value", course([null, 3, null])],
  ["no times", course([])],
])("of %s nothing is drawn", (_, series) => {
  expect(trendOf({ series, before: 1 }, trouble(0, 30))).toBeNull();
});

it("is read at the nearest value that was measured", () => {
  const trend = trendOf({ series: course([1, null, null, 7]), before: 1 }, trouble(0, 40));
  expect([0, 40, 60, 100].map((x) => nearest(trend!, x)?.value)).toEqual([1, 1, 7, 7]);
});
