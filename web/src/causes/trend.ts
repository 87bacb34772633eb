import type { CauseEvidence, EvidenceSeries } from "../api/causes";
import type { Measured } from "../api/types";

/** A small chart in units of its own: x and y from 0 to 100, drawn without keeping its shape. */
export interface Trend {
  /** One part per stretch without gaps. */
  path: string;
  /** Height of what was usual; null where that was not measured. */
  usual: number | null;
  /** The time of trouble. */
  shade: { x: number; width: number };
  max: number;
  from: number;
  to: number;
  points: TrendPoint[];
}

export interface TrendPoint {
  x: number;
  y: number;
  time: number;
  value: number;
}

const SIZE = 100;
/** Kept free above the highest value. */
const HEAD_ROOM = 1.08;

export interface Span {
  from: number;
  to: number;
  stepSeconds: number;
}

/** Null where there is nothing to draw: fewer than two points make no course. */
export function trendOf({ series, before }: Pick<CauseEvidence, "series" | "before">, span: Span): Trend | null {
  const times = series?.times.map((t) => Date.parse(t)) ?? [];
  const measured = series?.values.filter((v) => v !== null) ?? [];
  const [from] = times;
  const last = times.at(-1);
  if (!series || from === undefined || last === undefined || measured.length < 2) return null;
  const to = last + (times.length > 1 ? last - times.at(-2)! : span.stepSeconds * 1000);
  const max = Math.max(...measured, before ?? 0);
  const x = (t: number) => (Math.min(to, Math.max(from, t)) - from) * (SIZE / (to - from));
  const y = (v: number) => SIZE - (Math.max(0, v) / (max > 0 ? max * HEAD_ROOM : 1)) * SIZE;
  const points = pointsOf(times, series, { to, x, y });
  const start = x(span.from);
  return {
    path: pathOf(points),
    usual: before === null ? null : y(before),
    shade: { x: start, width: x(span.to) - start },
    max,
    from,
    to,
    points: points.filter((p): p is TrendPoint => p !== null),
  };
}

interface Scales {
  to: number;
  x: (time: number) => number;
  y: (value: number) => number;
}

/** A value is of its whole step: it stands in the middle of it. */
function pointsOf(times: number[], series: EvidenceSeries, { to, x, y }: Scales): (TrendPoint | null)[] {
  return times.map((time, i) => {
    const value: Measured = series.values[i] ?? null;
    if (value === null) return null;
    return { x: x((time + (times[i + 1] ?? to)) / 2), y: y(value), time, value };
  });
}

function pathOf(points: readonly (TrendPoint | null)[]): string {
  let d = "";
  points.forEach((point, i) => {
    if (point === null) return;
    const joins = i > 0 && points[i - 1] !== null;
    // A point between two gaps becomes a dot: a line without length, with round ends.
    const dot = !joins && (points[i + 1] ?? null) === null ? "h0" : "";
    d += `${joins ? "L" : "M"}${n(point.x)} ${n(point.y)}${dot}`;
  });
  return d;
}

const n = (value: number) => Math.round(value * 100) / 100;

/** The point nearest to a place from 0 to 100. */
export function nearest(trend: Trend, x: number): TrendPoint | undefined {
  let best: TrendPoint | undefined;
  for (const point of trend.points) if (!best || Math.abs(point.x - x) < Math.abs(best.x - x)) best = point;
  return best;
}
