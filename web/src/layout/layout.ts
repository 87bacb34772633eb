import { componentsOf, layoutComponent } from "./component";
import { arrowKey, SPACING, type Arrow, type Box, type Layout, type Spacing } from "./types";

/**
 * Layered, left to right. The same boxes and arrows give the former layout back unchanged, and with few changes what was
 * there keeps its order: a refresh never shuffles the map.
 */
export function layout(
  boxes: readonly Box[],
  arrows: readonly Arrow[],
  former?: Layout,
  spacing: Spacing = SPACING,
): Layout {
  const sorted = [...boxes].sort((a, b) => (a.id < b.id ? -1 : 1));
  const ids = new Set(sorted.map((box) => box.id));
  const drawn = arrows
    .filter((a) => a.source !== a.target && ids.has(a.source) && ids.has(a.target))
    .sort((a, b) => (arrowKey(a) < arrowKey(b) ? -1 : 1));
  const topology = topologyOf(sorted, drawn);
  if (former?.topology === topology) return former;
  const parts = componentsOf(sorted, drawn).map((c) =>
    layoutComponent(c.boxes, c.arrows, former?.seeds ?? new Map(), spacing),
  );
  return finished(pack(parts, spacing), topology);
}

function finished(packed: Packed, topology: string): Layout {
  return { x: 0, y: 0, ...packed, topology, kept: { places: new Map(), routes: new Map(packed.routes), joined: 0 } };
}

export function topologyOf(boxes: readonly Box[], arrows: readonly Arrow[]): string {
  return `${boxes.map((b) => `${b.id}:${b.width}x${b.height}`).join("\n")}\n\n${arrows.map(arrowKey).join("\n")}`;
}

type Part = ReturnType<typeof layoutComponent>;
type Packed = Omit<Layout, "topology" | "kept" | "x" | "y">;

/** About the shape of a screen. */
const ASPECT = 1.6;

/** The largest part first; small ones fill the room at its side where it is tall, else rows beneath it. */
function pack(parts: readonly Part[], spacing: Spacing): Packed {
  const whole: Packed = { boxes: new Map(), routes: new Map(), width: 0, height: 0, seeds: new Map() };
  const bySize = [...parts].sort((a, b) => b.boxes.size - a.boxes.size || (a.firstId < b.firstId ? -1 : 1));
  const [main, ...rest] = bySize;
  if (!main) return whole;
  if (main.boxes.size === 1)
    shelve(whole, bySize, { x: 0, y: 0, width: gridWidth(bySize.length, main, spacing), height: Infinity }, spacing);
  else {
    moveInto(whole, main, 0, 0);
    const x = main.width + spacing.columnGap;
    const below = shelve(whole, rest, { x, y: 0, width: main.height * ASPECT - x, height: main.height }, spacing);
    const y = whole.height + spacing.componentGap;
    shelve(
      whole,
      below,
      { x: 0, y, width: Math.max(whole.width, gridWidth(below.length, below.at(-1), spacing)), height: Infinity },
      spacing,
    );
  }
  return whole;
}

interface Room {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Row by row while there is room; gives back what found none. */
function shelve(whole: Packed, parts: readonly Part[], room: Room, spacing: Spacing): Part[] {
  let [x, y, rowHeight] = [0, 0, 0];
  const left: Part[] = [];
  for (const part of parts) {
    if (x > 0 && x + part.width > room.width) {
      y += rowHeight + (part.boxes.size === 1 ? spacing.rowGap : spacing.componentGap);
      [x, rowHeight] = [0, 0];
    }
    const fits = y + part.height <= room.height && (part.width <= room.width || room.height === Infinity);
    if (!fits) {
      left.push(part);
      continue;
    }
    moveInto(whole, part, room.x + x, room.y + y);
    rowHeight = Math.max(rowHeight, part.height);
    x += part.width + spacing.columnGap;
  }
  return left;
}

/** Boxes without any line form a grid about as wide as a screen is to its height. */
function gridWidth(count: number, sample: Part | undefined, spacing: Spacing): number {
  if (!sample || count === 0) return 0;
  const columns = Math.ceil(
    Math.sqrt((count * (sample.height + spacing.rowGap) * ASPECT) / (sample.width + spacing.columnGap)),
  );
  return columns * (sample.width + spacing.columnGap);
}

function moveInto(whole: Packed, part: Part, dx: number, dy: number) {
  whole.width = Math.max(whole.width, dx + part.width);
  whole.height = Math.max(whole.height, dy + part.height);
  for (const [id, box] of part.boxes) whole.boxes.set(id, { ...box, x: box.x + dx, y: box.y + dy });
  for (const [key, points] of part.routes)
    whole.routes.set(
      key,
      points.map((p) => ({ x: p.x + dx, y: p.y + dy })),
    );
  for (const [key, y] of part.seeds) whole.seeds.set(key, y + dy);
}
