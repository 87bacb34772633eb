import { iso, liveOfWidth, resolve, type Range } from "./range";

/** Ranges that were chosen by dragging over a chart, each with the one before it; older ones widen instead. */
const MOST_KNOWN = 50;
const before = new Map<string, Range>();

const key = (range: Range) => `${range.from} ${range.to}`;

/** The shortest that a drag may choose: the data has steps of 10 s. */
const SHORTEST_MS = 10_000;

/** A dragged stretch as a range, remembered so that it can be undone. */
export function zoomInto(current: Range, fromMs: number, toMs: number): Range {
  const end = Math.max(toMs, fromMs + SHORTEST_MS);
  const next = { from: iso(fromMs), to: iso(end) };
  if (key(next) === key(current)) return current;
  before.delete(key(next));
  before.set(key(next), current);
  const [oldest] = before.keys();
  if (before.size > MOST_KNOWN && oldest !== undefined) before.delete(oldest);
  return next;
}

export function beforeZoom(range: Range): Range | undefined {
  return before.get(key(range));
}

/** What was seen before; of a range that was not dragged, the same middle and twice the width; what would end beyond now follows it. */
export function zoomOut(range: Range, now: number): Range {
  const known = beforeZoom(range);
  if (known) return known;
  const { from, to } = resolve(range, now);
  const half = (to - from) / 2;
  return to + half < now ? { from: iso(from - half), to: iso(to + half) } : liveOfWidth(4 * half);
}
