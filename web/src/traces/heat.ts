import type { HeatmapAnswer } from "../api/traces";
import { TIME_STEPS } from "../time/steps";
import type { Region } from "../url/traces";

/** A cell of the map by its column and row. */
export interface Cell {
  column: number;
  row: number;
  count: number;
  errors: number;
  unanswered: number;
}

/** The map as it is drawn: only the rows that hold something, and one on each side. */
export interface Heat {
  cells: Cell[];
  columns: number;
  firstRow: number;
  /** Exclusive. */
  endRow: number;
  /** Of the fullest cell. */
  most: number;
  /** Starts of the columns, and the end of the last. */
  times: number[];
  /** Starts of all rows in seconds. */
  durations: number[];
}

/** As few rows as still show a distribution. */
const LEAST_ROWS = 8;

export function heatOf(answer: HeatmapAnswer): Heat {
  const { time, duration, count, errors, unanswered } = answer.cells;
  const cells = time.map((column, i) => ({
    column,
    row: duration[i]!,
    count: count[i]!,
    errors: errors[i]!,
    unanswered: unanswered[i]!,
  }));
  const rows = cells.map((c) => c.row);
  let firstRow = Math.max(0, Math.min(...rows) - 1);
  let endRow = Math.min(answer.durations.length, Math.max(...rows) + 2);
  if (cells.length === 0) [firstRow, endRow] = [0, LEAST_ROWS];
  while (endRow - firstRow < LEAST_ROWS && (endRow < answer.durations.length || firstRow > 0)) {
    if (endRow < answer.durations.length) endRow++;
    if (firstRow > 0) firstRow--;
  }
  const times = answer.times.map((t) => Date.parse(t));
  times.push((times.at(-1) ?? 0) + answer.stepSeconds * 1000);
  return {
    cells,
    columns: answer.times.length,
    firstRow,
    endRow,
    most: Math.max(1, ...cells.map((c) => c.count)),
    times,
    durations: answer.durations,
  };
}

/** From 0 to 1: few are still seen, many do not hide the rest. */
export function strength(count: number, most: number): number {
  return most <= 1 ? 1 : 0.14 + 0.86 * (Math.log(count) / Math.log(most));
}

/** Two cells as the corners of a region. */
export interface Box {
  columns: [number, number];
  rows: [number, number];
}

export function boxOf(a: { column: number; row: number }, b: { column: number; row: number }): Box {
  return {
    columns: [Math.min(a.column, b.column), Math.max(a.column, b.column)],
    rows: [Math.min(a.row, b.row), Math.max(a.row, b.row)],
  };
}

/** What a box means: the first row begins at 0, the last has no end. */
export function regionOfBox(box: Box, heat: Heat): Region {
  const last = heat.durations.length - 1;
  return {
    from: heat.times[box.columns[0]]!,
    to: heat.times[box.columns[1] + 1]!,
    min: box.rows[0] === 0 ? 0 : rounded(heat.durations[box.rows[0]]!),
    max: box.rows[1] >= last ? null : rounded(heat.durations[box.rows[1] + 1]!),
  };
}

/** To whole nanoseconds upward: the least duration of a row stands in it, that of the next does not. */
function rounded(seconds: number): number {
  return Math.ceil(seconds * 1e9 - 1e-6) / 1e9;
}

/** Where a region lies on a map, which may have other columns than the one it was chosen on; in shares of its width and rows. */
export function placeOf(region: Region, heat: Heat): { left: number; right: number; low: number; high: number } | null {
  const [start, end] = [heat.times[0]!, heat.times.at(-1)!];
  const share = (t: number) => Math.min(1, Math.max(0, (t - start) / (end - start)));
  const [left, right] = [share(region.from), share(region.to)];
  if (right <= left) return null;
  const row = (seconds: number) =>
    Math.min(heat.endRow, Math.max(heat.firstRow, seconds <= 0 ? 0 : 2 * Math.log2(Math.max(1, seconds * 1e6))));
  const high = region.max === null ? heat.endRow : row(region.max);
  return { left, right, low: row(region.min) - heat.firstRow, high: high - heat.firstRow };
}

export function sumOf(heat: Heat, box: Box): { count: number; errors: number; unanswered: number } {
  const sum = { count: 0, errors: 0, unanswered: 0 };
  for (const c of heat.cells) {
    if (c.column < box.columns[0] || c.column > box.columns[1] || c.row < box.rows[0] || c.row > box.rows[1]) continue;
    sum.count += c.count;
    sum.errors += c.errors;
    sum.unanswered += c.unanswered;
  }
  return sum;
}

/** By duration alone, the longest first: the same facts without a picture. */
export function rowsOf(heat: Heat): (Cell & { from: number; to: number | null })[] {
  const rows = new Map<number, Cell>();
  for (const c of heat.cells) {
    const row = rows.get(c.row) ?? { column: 0, row: c.row, count: 0, errors: 0, unanswered: 0 };
    row.count += c.count;
    row.errors += c.errors;
    row.unanswered += c.unanswered;
    rows.set(c.row, row);
  }
  return [...rows.values()]
    .sort((a, b) => b.row - a.row)
    .map((row) => ({
      ...row,
      from: row.row === 0 ? 0 : heat.durations[row.row]!,
      to: heat.durations[row.row + 1] ?? null,
    }));
}

/** Where so large a share is not longer: the end of the row in which it falls. Null where there is nothing, or no end. */
export function quantile(heat: Heat, share: number): number | null {
  const total = heat.cells.reduce((sum, c) => sum + c.count, 0);
  let left = total * share;
  for (const row of rowsOf(heat).reverse()) {
    left -= row.count;
    if (left <= 0) return row.to;
  }
  return null;
}

/** Round times of which a label stands beneath, at least so many columns apart, and where: in columns from the left. */
export function labelTimes({ times, columns }: Heat, apart: number): { column: number; time: number }[] {
  const [from, to] = [times[0]!, times[columns]!];
  const width = (to - from) / columns;
  const least = (apart * width) / 1000;
  const step = (TIME_STEPS.find((seconds) => seconds >= least) ?? TIME_STEPS.at(-1)!) * 1000;
  const labels = [];
  for (let time = Math.ceil(from / step) * step; time < to; time += step)
    labels.push({ column: (time - from) / width, time });
  return labels;
}

/** Rows at which a label stands: powers of ten of a second, where they fall into the map. */
export function labelRows(heat: Heat): { row: number; seconds: number }[] {
  const labels = [];
  for (let power = -6; power <= 3; power++) {
    const seconds = 10 ** power;
    const row = 2 * Math.log2(seconds * 1e6);
    if (row >= heat.firstRow && row <= heat.endRow) labels.push({ row: row - heat.firstRow, seconds });
  }
  return labels;
}
