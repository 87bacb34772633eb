import { labelRows, labelTimes, strength, type Heat } from "./heat";

export interface Colours {
  ground: string;
  line: string;
  text: string;
  many: string;
  error: string;
  unanswered: string;
  font: string;
}

/** Room for the labels of the durations. */
export const LEFT = 52;
export const TOP = 8;
export const BOTTOM = 22;
export const RIGHT = 16;

export interface Room {
  width: number;
  height: number;
}

export function coloursOf(element: Element): Colours {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ground: token("surface"),
    line: token("line"),
    text: token("text-3"),
    many: token("s1"),
    error: token("crit"),
    unanswered: token("warn"),
    font: `10px ${token("font")}`,
  };
}

/** Columns and rows in pixels. */
export function gridOf(heat: Heat, room: Room) {
  const cellWidth = (room.width - LEFT - RIGHT) / heat.columns;
  const rows = heat.endRow - heat.firstRow;
  const cellHeight = (room.height - TOP - BOTTOM) / rows;
  return {
    cellWidth,
    cellHeight,
    x: (column: number) => LEFT + column * cellWidth,
    /** Long durations stand above. */
    y: (row: number) => room.height - BOTTOM - (row - heat.firstRow) * cellHeight,
    at: (x: number, y: number) => ({
      column: clamp(Math.floor((x - LEFT) / cellWidth), 0, heat.columns - 1),
      row: clamp(heat.firstRow + Math.floor((room.height - BOTTOM - y) / cellHeight), heat.firstRow, heat.endRow - 1),
    }),
  };
}

export function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/** Thinner cannot be seen. */
const LEAST_MARK = 2;

/**
 * A cell is the stronger the more spans it holds; from its foot up stands what share of them failed, red with an error, amber
 * without an answer.
 */
export function draw(
  context: CanvasRenderingContext2D,
  heat: Heat,
  room: Room,
  colours: Colours,
  words: { time: (ms: number) => string; duration: (seconds: number) => string },
) {
  const grid = gridOf(heat, room);
  context.clearRect(0, 0, room.width, room.height);
  labels(context, heat, room, colours, words);
  const gap = grid.cellWidth > 4 ? 1 : 0;
  const gapY = grid.cellHeight > 4 ? 1 : 0;
  for (const cell of heat.cells) {
    const x = grid.x(cell.column);
    const y = grid.y(cell.row + 1);
    const [w, h] = [grid.cellWidth - gap, grid.cellHeight - gapY];
    context.globalAlpha = strength(cell.count, heat.most);
    context.fillStyle = colours.many;
    context.fillRect(x, y, w, h);
    context.globalAlpha = 1;
    let foot = y + h;
    for (const [part, colour] of [
      [cell.errors, colours.error],
      [cell.unanswered, colours.unanswered],
    ] as const) {
      if (part === 0) continue;
      const mark = Math.max(LEAST_MARK, (h * part) / cell.count);
      context.fillStyle = colour;
      context.fillRect(x, Math.max(y, foot - mark), w, Math.min(mark, foot - y));
      foot = Math.max(y, foot - mark);
    }
  }
}

/** Labels closer than this run into each other. */
const BETWEEN_TIMES = 84;
/** A label nearer to an edge would be cut. */
const HALF_A_TIME = 12;

function labels(
  context: CanvasRenderingContext2D,
  heat: Heat,
  room: Room,
  colours: Colours,
  words: { time: (ms: number) => string; duration: (seconds: number) => string },
) {
  const grid = gridOf(heat, room);
  context.font = colours.font;
  context.fillStyle = colours.text;
  context.strokeStyle = colours.line;
  context.lineWidth = 1;
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const { row, seconds } of labelRows(heat)) {
    const y = Math.round(room.height - BOTTOM - row * grid.cellHeight) + 0.5;
    context.beginPath();
    context.moveTo(LEFT, y);
    context.lineTo(room.width - RIGHT, y);
    context.stroke();
    context.fillText(words.duration(seconds), LEFT - 6, y);
  }
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  for (const { column, time } of labelTimes(heat, BETWEEN_TIMES / grid.cellWidth)) {
    const x = grid.x(column);
    if (x > room.width - RIGHT - HALF_A_TIME || x < HALF_A_TIME) continue;
    context.fillText(words.time(time), x, room.height - 7);
  }
}
