import uPlot from "uplot";
import { clock, clockSeconds, dayAndClock } from "../time/format";
import { TIME_STEPS } from "../time/steps";
import type { Series } from "./Chart";

export const HEIGHT = 150;
/** Room for the labels of the upright axis. */
export const AXIS_WIDTH = 52;
/** Kept free at the right of the last point: half of a tick's label. */
export const RIGHT = 26;
export const TOP = 8;
/** Room for the labels of the level axis. */
export const BOTTOM = 22;
/** Kept free above the highest value. */
const HEAD_ROOM = 1.12;
const DAY_SECONDS = 86_400;

export interface Wiring {
  element: HTMLElement;
  series: readonly Series[];
  format: (value: number | null) => string;
  /** Counts of things: the scale has no halves. */
  whole: boolean;
  utc: boolean;
  /** The highest value of what is drawn beside the lines. */
  mostBeside: () => number;
  onIndex: (at: { index: number; left: number } | null) => void;
}

export function dataOf(times: readonly number[], series: readonly Series[]): uPlot.AlignedData {
  return [times.map((t) => t / 1000), ...series.map((s) => s.values)];
}

/** What the upright axis reaches to. */
export const scaleTop = (most: number) => (most > 0 ? most * HEAD_ROOM : 1);

export function optionsOf({ element, series, format, whole, utc, mostBeside, onIndex }: Wiring): uPlot.Options {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const axis = {
    stroke: token("text-3"),
    font: `10px ${token("font")}`,
    ticks: { show: false },
    border: { show: false },
  };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    padding: [TOP, RIGHT, 0, 0],
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, sync: { key: "sonde" }, y: false, points: { size: 6 } },
    select: { show: false, left: 0, top: 0, width: 0, height: 0 },
    scales: { x: { time: true }, y: { range: (_, _min, max) => [0, scaleTop(Math.max(max ?? 0, mostBeside()))] } },
    axes: [
      {
        ...axis,
        size: BOTTOM,
        space: 56,
        incrs: [...TIME_STEPS],
        grid: { show: false },
        values: (u, splits) => splits.map((s) => tick(u, s, utc)),
      },
      {
        ...axis,
        size: AXIS_WIDTH,
        space: 34,
        gap: 4,
        grid: { stroke: token("line"), width: 1 },
        ...(whole ? { incrs: WHOLE_STEPS } : {}),
        values: (_, splits) => withoutTwins(splits.map((v) => format(v))),
      },
    ],
    series: [{}, ...series.map((s) => lineOf(s, token(s.token)))],
    hooks: {
      setCursor: [
        (u) => {
          const { idx, left } = u.cursor;
          const own = u.root.parentElement?.matches(":hover, :focus-within");
          const at = own && typeof idx === "number" && left !== undefined && left >= 0;
          onIndex(at ? { index: idx, left: left + AXIS_WIDTH } : null);
        },
      ],
    },
  };
}

function lineOf({ label }: Series, stroke: string): uPlot.Series {
  return {
    label,
    stroke,
    width: 1.6,
    points: { show: (u: uPlot, i: number) => isLonely(u.data[i] ?? []), size: 4 },
    spanGaps: false,
  };
}

const WHOLE_STEPS = [1, 2, 5]
  .flatMap((n) => Array.from({ length: 13 }, (_, power) => n * 10 ** power))
  .sort((a, b) => a - b);

/** Two ticks that round to the same words say nothing. */
function withoutTwins(words: string[]): string[] {
  return words.map((word, i) => (word === words[i - 1] ? "" : word));
}

/** A value between two gaps has no line to be seen by. */
function isLonely(values: ArrayLike<number | null | undefined>): boolean {
  return Array.from(values).filter((v) => v !== null && v !== undefined).length < 3;
}

/** Ticks of a shorter stretch are less than a minute apart. */
const SECONDS_BELOW = 600;

function tick(u: uPlot, seconds: number, utc: boolean): string {
  const { min = 0, max = 0 } = u.scales.x ?? {};
  const width = (max ?? 0) - (min ?? 0);
  if (width > DAY_SECONDS * 1.5) return dayAndClock(seconds * 1000, utc);
  return width < SECONDS_BELOW ? clockSeconds(seconds * 1000, utc) : clock(seconds * 1000, utc);
}
