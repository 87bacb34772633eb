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
  return { ...pack(parts, spacing), topology };
}

function topologyOf(boxes: readonly Box[], arrows: readonly Arrow[]): string {
  return `${boxes.map((b) => `${b.id}:${b.width}x${b.height}`).join("\n")}\n\n${arrows.map(arrowKey).join("\n")}`;
}

type Part = ReturnType<typeof layoutComponent>;

/** The large parts beneath each other; small ones in rows as wide as the widest. */
function pack(parts: readonly Part[], spacing: Spacing): Omit<Layout, "topology"> {
  const byReach = [...parts].sort((a, b) => b.boxes.size - a.boxes.size || (a.firstId < b.firstId ? -1 : 1));
  const singles = byReach.filter((p) => p.boxes.size === 1).length;
  const widest = Math.max(...byReach.map((p) => p.width), gridWidth(singles, byReach.at(-1), spacing));
  const whole: Omit<Layout, "topology"> = {
    boxes: new Map(),
    routes: new Map(),
    width: 0,
    height: 0,
    seeds: new Map(),
  };
  let x = 0;
  let top = 0;
  let rowHeight = 0;
  for (const part of byReach) {
    const gap = part.boxes.size === 1 ? spacing.rowGap : spacing.componentGap;
    if (x > 0 && x + part.width > widest) {
      top += rowHeight + gap;
      x = 0;
      rowHeight = 0;
    }
    moveInto(whole, part, x, top);
    whole.width = Math.max(whole.width, x + part.width);
    rowHeight = Math.max(rowHeight, part.height);
    whole.height = Math.max(whole.height, top + rowHeight);
    x += part.width + spacing.columnGap;
  }
  return whole;
}

/** Boxes without any line form a grid about as wide as a screen is to its height. */
function gridWidth(count: number, sample: Part | undefined, spacing: Spacing): number {
  if (!sample || count === 0) return 0;
  const columns = Math.ceil(
    Math.sqrt((count * (sample.height + spacing.rowGap) * 1.6) / (sample.width + spacing.columnGap)),
  );
  return columns * (sample.width + spacing.columnGap);
}

function moveInto(whole: Omit<Layout, "topology">, part: Part, dx: number, dy: number) {
  for (const [id, box] of part.boxes) whole.boxes.set(id, { ...box, x: box.x + dx, y: box.y + dy });
  for (const [key, points] of part.routes)
    whole.routes.set(
      key,
      points.map((p) => ({ x: p.x + dx, y: p.y + dy })),
    );
  for (const [key, y] of part.seeds) whole.seeds.set(key, y + dy);
}
