import { count, percent, seconds } from "../model/format";
import { clamp } from "./draw";
import { sumOf, type Box, type Heat } from "./heat";

export interface Corner {
  column: number;
  row: number;
}

/** Page keys move this many columns. */
const PAGE = 10;

/** The cell that a key leads to; the first key enters at the newest column that holds something. */
export function stepFrom(here: Corner | null, key: string, heat: Heat): Corner | null {
  const moves: Record<string, [number, number]> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, 1],
    ArrowDown: [0, -1],
    PageUp: [-PAGE, 0],
    PageDown: [PAGE, 0],
    Home: [-heat.columns, 0],
    End: [heat.columns, 0],
  };
  const move = moves[key];
  if (!move) return null;
  if (!here) return entry(heat);
  return {
    column: clamp(here.column + move[0], 0, heat.columns - 1),
    row: clamp(here.row + move[1], heat.firstRow, heat.endRow - 1),
  };
}

function entry(heat: Heat): Corner {
  const last = heat.cells.reduce<Corner | null>((a, c) => (a === null || c.column >= a.column ? c : a), null);
  return last ? { column: last.column, row: last.row } : { column: heat.columns - 1, row: heat.firstRow };
}

/** When, how long, how many and how many of them failed. */
export function cellWords(heat: Heat, box: Box, words: { exact: (ms: number) => string }): string[] {
  const { count: n, errors, unanswered } = sumOf(heat, box);
  const when = `${words.exact(heat.times[box.columns[0]]!)}–${words.exact(heat.times[box.columns[1] + 1]!)}`;
  const to = heat.durations[box.rows[1] + 1];
  const from = box.rows[0] === 0 ? 0 : heat.durations[box.rows[0]]!;
  const long = to === undefined ? `longer than ${seconds(from)}` : `${seconds(from)} to ${seconds(to)}`;
  const said = [when, long, n === 0 ? "none" : count(n) + (n === 1 ? " span" : " spans")];
  if (errors > 0) said.push(`${count(errors)} with an error (${percent(errors / n)})`);
  if (unanswered > 0) said.push(`${count(unanswered)} without an answer (${percent(unanswered / n)})`);
  return said;
}
