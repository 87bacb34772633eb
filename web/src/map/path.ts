import type { Point } from "../layout/types";

/** Room for the arrow's head at the end of a line. */
const HEAD = 6;

/** Smooth, and horizontal at each point: long lines bend only between columns. */
export function pathOf(points: readonly Point[]): string {
  const [first, ...rest] = shortened(points);
  if (!first) return "";
  let d = `M${n(first.x)} ${n(first.y)}`;
  let at = first;
  for (const point of rest) {
    const half = (point.x - at.x) / 2;
    d += isUpright(at, point)
      ? `C${n(at.x + BULGE)} ${n(at.y)} ${n(point.x + BULGE)} ${n(point.y)} ${n(point.x)} ${n(point.y)}`
      : Math.abs(point.y - at.y) < 0.5
        ? `L${n(point.x)} ${n(point.y)}`
        : `C${n(at.x + half)} ${n(at.y)} ${n(point.x - half)} ${n(point.y)} ${n(point.x)} ${n(point.y)}`;
    at = point;
  }
  return d;
}

function shortened(points: readonly Point[]): Point[] {
  const last = points.at(-1);
  const before = points.at(-2);
  if (!last || !before) return [...points];
  const way = isUpright(before, last) ? -1 : Math.sign(last.x - before.x);
  return [...points.slice(0, -1), { x: last.x - way * HEAD, y: last.y }];
}

/** Between two boxes of a column, a line leaves and arrives at the right. */
function isUpright(a: Point, b: Point): boolean {
  return Math.abs(a.x - b.x) <= HEAD && Math.abs(a.y - b.y) > HEAD;
}

/** How far such a line reaches out. */
const BULGE = 46;

const n = (value: number) => Math.round(value * 10) / 10;

/** On a line as flat as this a label would hide it, so it stands above. */
const FLAT = 14;
const ABOVE = 10;

/** Places for a label, best first: the middles of the stretches between columns, where no box is. */
export function labelSpots(points: readonly Point[]): Point[] {
  const spots: Point[] = [];
  for (let k = 0; k + 1 < points.length; k += 2) {
    const [a, b] = [points[k]!, points[k + 1]!];
    const flat = Math.abs(b.y - a.y) < FLAT ? ABOVE : 0;
    for (const t of [0.5, 0.35, 0.65]) {
      const { x, y } = onCurve(a, b, t);
      spots.push({ x, y: y - flat });
    }
  }
  return spots;
}

function onCurve(a: Point, b: Point, t: number): Point {
  if (isUpright(a, b)) return { x: a.x + BULGE * 0.75, y: (a.y + b.y) / 2 };
  const s = 1 - t;
  const ease = 3 * s * t * t + t * t * t;
  const half = (b.x - a.x) / 2;
  const x = s ** 3 * a.x + 3 * s * s * t * (a.x + half) + 3 * s * t * t * (b.x - half) + t ** 3 * b.x;
  return { x, y: a.y + (b.y - a.y) * ease };
}

function beside(spots: readonly Point[], dy: number): Point[] {
  return spots.map(({ x, y }) => ({ x, y: y + dy }));
}

export interface LabelWish {
  key: string;
  text: string;
  points: readonly Point[];
}

const CHAR_WIDTH = 6.1;
const LABEL_HEIGHT = 15;

/** Each label at its first spot that no earlier label covers; those that matter most come first. */
export function placeLabels(wishes: readonly LabelWish[]): Map<string, Point> {
  const taken: { x: number; y: number; width: number }[] = [];
  const placed = new Map<string, Point>();
  for (const { key, text, points } of wishes) {
    const width = text.length * CHAR_WIDTH;
    const onLine = labelSpots(points);
    const spots = [...onLine, ...beside(onLine, -LABEL_HEIGHT - 1), ...beside(onLine, LABEL_HEIGHT + 1)];
    const free = spots.find((s) =>
      taken.every((t) => Math.abs(t.y - s.y) > LABEL_HEIGHT || Math.abs(t.x - s.x) > (t.width + width) / 2 + 4),
    );
    const spot = free ?? spots[0];
    if (!spot) continue;
    taken.push({ ...spot, width });
    placed.set(key, spot);
  }
  return placed;
}
