import { describe, expect, it } from "vitest";
import type { HeatmapAnswer } from "../api/traces";
import { boxOf, heatOf, labelRows, labelTimes, placeOf, quantile, regionOfBox, rowsOf, strength, sumOf } from "./heat";
import { cellWords, stepFrom } from "./pick";

const START = Date.parse("2026-03-10T14:00:00Z");
const DURATIONS = Array.from({ length: 64 }, (_, row) => (row === 0 ? 0 : 2 ** (row / 2) * 1e-6));
/** 1.024 to 1.448 ms. */
const MS = 20;

function answer(cells: [number, number, number, number, number][]): HeatmapAnswer {
  const list = (i: number) => cells.map((c) => c[i]!);
  return {
    from: "2026-03-10T14:00:00Z",
    to: "2026-03-10T14:10:00Z",
    stepSeconds: 60,
    times: Array.from({ length: 10 }, (_, i) => new Date(START + i * 60_000).toISOString()),
    durations: DURATIONS,
    count: list(2).reduce((a, b) => a + b, 0),
    errors: list(3).reduce((a, b) => a + b, 0),
    unanswered: list(4).reduce((a, b) => a + b, 0),
    cells: { time: list(0), duration: list(1), count: list(2), errors: list(3), unanswered: list(4) },
  };
}

const heat = heatOf(
  answer([
    [0, MS, 90, 0, 0],
    [3, MS + 2, 9, 3, 1],
    [9, MS + 20, 1, 0, 1],
  ]),
);

describe("the heat map", () => {
  it("shows the rows that hold something, and one on each side", () => {
    expect([heat.firstRow, heat.endRow]).toEqual([MS - 1, MS + 22]);
  });

  it("of one duration still has room for a distribution", () => {
    const lone = heatOf(answer([[0, 63, 1, 0, 0]]));
    expect(lone.endRow).toBe(64);
    expect(lone.endRow - lone.firstRow).toBe(8);
  });

  it("makes few still seen and the most full", () => {
    expect(strength(90, 90)).toBe(1);
    expect(strength(1, 90)).toBeGreaterThan(0.1);
    expect(strength(1, 1)).toBe(1);
  });

  it("takes a box of cells as time and duration, whichever corner came first", () => {
    const box = boxOf({ column: 3, row: MS + 2 }, { column: 0, row: MS });
    expect(regionOfBox(box, heat)).toEqual({
      from: START,
      to: START + 4 * 60_000,
      min: 0.001024,
      max: expect.closeTo(0.002896, 6),
    });
  });

  it("leaves the last row without an upper end, and begins the first at nothing", () => {
    const region = regionOfBox({ columns: [9, 9], rows: [0, 63] }, heat);
    expect([region.min, region.max]).toEqual([0, null]);
  });

  it("finds a region again where it was chosen", () => {
    const region = regionOfBox({ columns: [2, 3], rows: [MS, MS + 1] }, heat);
    const place = placeOf(region, heat)!;
    expect(place.left).toBeCloseTo(0.2);
    expect(place.right).toBeCloseTo(0.4);
    expect(place.low).toBeCloseTo(1, 3);
    expect(place.high).toBeCloseTo(3, 3);
  });

  it("has no place for a region of another time", () => {
    expect(placeOf({ from: 0, to: 1000, min: 0, max: 1 }, heat)).toBeNull();
  });

  it("counts what a box holds", () => {
    expect(sumOf(heat, { columns: [0, 3], rows: [MS, MS + 2] })).toEqual({ count: 99, errors: 3, unanswered: 1 });
  });

  it("tells the same by duration, the longest first", () => {
    expect(rowsOf(heat).map((r) => [r.row, r.count, r.errors, r.unanswered])).toEqual([
      [MS + 20, 1, 0, 1],
      [MS + 2, 9, 3, 1],
      [MS, 90, 0, 0],
    ]);
  });

  it("knows about how long most took", () => {
    expect(quantile(heat, 0.5)).toBeCloseTo(DURATIONS[MS + 1]!, 9);
    expect(quantile(heat, 0.99)).toBeCloseTo(DURATIONS[MS + 3]!, 9);
    expect(quantile(heatOf(answer([])), 0.5)).toBeNull();
  });

  it("labels round times, so many columns apart at least", () => {
    const late = heatOf({
      ...answer([]),
      times: heat.times.slice(0, -1).map((t) => new Date(t + 20_000).toISOString()),
    });
    const labels = labelTimes(late, 2.5);
    expect(labels.map((l) => (l.time - START) / 60_000)).toEqual([3, 6, 9]);
    expect(labels[0]!.column).toBeCloseTo(3 - 1 / 3);
  });

  it("labels powers of ten", () => {
    expect(labelRows(heat).map((l) => l.seconds)).toEqual([0.001, 0.01, 0.1, 1]);
  });
});

describe("keys on the heat map", () => {
  it("enter at the newest cell and stay inside", () => {
    expect(stepFrom(null, "ArrowLeft", heat)).toEqual({ column: 9, row: MS + 20 });
    expect(stepFrom({ column: 9, row: MS }, "ArrowRight", heat)).toEqual({ column: 9, row: MS });
    expect(stepFrom({ column: 9, row: MS }, "ArrowUp", heat)).toEqual({ column: 9, row: MS + 1 });
    expect(stepFrom({ column: 5, row: MS - 1 }, "ArrowDown", heat)).toEqual({ column: 5, row: MS - 1 });
    expect(stepFrom({ column: 5, row: MS }, "x", heat)).toBeNull();
  });

  it("say when, how long, how many and what failed", () => {
    const words = cellWords(
      heat,
      { columns: [3, 3], rows: [MS + 2, MS + 2] },
      { exact: (ms) => String((ms - START) / 60_000) },
    );
    expect(words).toEqual([
      "3–4",
      "2\u202fms to 2.9\u202fms",
      "9 spans",
      "3 with an error (33\u202f%)",
      "1 without an answer (11\u202f%)",
    ]);
  });
});
