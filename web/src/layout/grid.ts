import { layout, topologyOf } from "./layout";
import { boundsOf, Room } from "./room";
import { routeBetween } from "./route";
import { arrowKey, SPACING, type Arrow, type Box, type Frame, type Layout, type Placed, type Point } from "./types";

/** Boxes that belong together and are drawn within a border. */
export interface Block {
  id: string;
  label: string;
  boxes: readonly Box[];
}

/** About the shape of a screen. */
const ASPECT = 1.7;
const GAP = { x: 22, y: 16 };
/** Inside a border, and above it for its name. */
const BORDER = 14;
const HEADING = 26;

/**
 * Many boxes with many lines have no readable layered picture: they stand in cells, by name. A box keeps its cell while
 * others come and go. Opened blocks stand above, each laid out as a picture of its own.
 */
export function gridLayout(
  cells: readonly Box[],
  blocks: readonly Block[],
  arrows: readonly Arrow[],
  former?: Layout,
): Layout {
  const all = [...cells, ...blocks.flatMap((b) => b.boxes)];
  const topology = `cells ${cells.map((c) => c.id).join()}\n${topologyOf(all, arrows)}`;
  if (former?.topology === topology) return former;
  const drawing: Drawing = { boxes: new Map(), routes: new Map(), frames: [] };
  const top = placeBlocks(drawing, blocks, arrows, former);
  const taken = cellsOf(cells, former);
  for (const box of cells) drawing.boxes.set(box.id, inCell(box, taken.of.get(box.id)!, taken.columns, top));
  for (const arrow of arrows) {
    const [source, target] = [drawing.boxes.get(arrow.source), drawing.boxes.get(arrow.target)];
    if (source && target && !drawing.routes.has(arrowKey(arrow)))
      drawing.routes.set(arrowKey(arrow), routeBetween(source, target, [], new Room(SPACING)));
  }
  return {
    boxes: drawing.boxes,
    routes: drawing.routes,
    frames: drawing.frames,
    ...boundsOf([...drawing.boxes.values(), ...drawing.frames]),
    seeds: new Map([...drawing.boxes.values()].map((b) => [b.id, b.y + b.height / 2])),
    topology,
    kept: { places: new Map(), routes: new Map(), joined: 0 },
    cells: taken,
  };
}

interface Drawing {
  boxes: Map<string, Placed>;
  routes: Map<string, Point[]>;
  frames: Frame[];
}

/** Row by row; gives back where the cells begin beneath. */
function placeBlocks(drawing: Drawing, blocks: readonly Block[], arrows: readonly Arrow[], former?: Layout): number {
  let y = 0;
  for (const block of blocks) {
    const ids = new Set(block.boxes.map((b) => b.id));
    const own = layout(
      block.boxes,
      arrows.filter((a) => ids.has(a.source) && ids.has(a.target)),
      former,
    );
    const [left, up] = [BORDER, y + HEADING + BORDER];
    for (const box of own.boxes.values()) drawing.boxes.set(box.id, { ...box, x: box.x + left, y: box.y + up });
    for (const [key, points] of own.routes)
      drawing.routes.set(
        key,
        points.map((p) => ({ x: p.x + left, y: p.y + up })),
      );
    const height = own.height + HEADING + 2 * BORDER;
    drawing.frames.push({ id: block.id, label: block.label, x: 0, y, width: own.width + 2 * BORDER, height });
    y += height + SPACING.componentGap / 2;
  }
  return y;
}

/** When more cells than this are kept for boxes that do not come back, all are dealt out anew. */
const MOST_AWAY = 50;

/** Who had a cell keeps it; who is new takes the first that is free. */
function cellsOf(boxes: readonly Box[], former?: Layout): NonNullable<Layout["cells"]> {
  const before = former && (former.cells?.of.size ?? 0) <= MOST_AWAY + 2 * boxes.length ? former.cells : undefined;
  const of = new Map<string, number>();
  const [first] = boxes;
  const wide = first ? Math.sqrt((boxes.length * (first.height + GAP.y) * ASPECT) / (first.width + GAP.x)) : 1;
  const columns = before?.columns ?? Math.max(1, Math.ceil(wide));
  // Cells of boxes that are away for now, such as opened ones, are kept for them.
  const taken = new Set(before?.of.values());
  for (const box of boxes) {
    const own = before?.of.get(box.id);
    if (own !== undefined) of.set(box.id, own);
  }
  let next = 0;
  for (const box of boxes) {
    if (of.has(box.id)) continue;
    while (taken.has(next)) next++;
    taken.add(next);
    of.set(box.id, next);
  }
  return { of: new Map([...(before?.of ?? []), ...of]), columns };
}

function inCell(box: Box, cell: number, columns: number, top: number): Placed {
  const [row, column] = [Math.floor(cell / columns), cell % columns];
  return { ...box, x: column * (box.width + GAP.x), y: top + row * (box.height + GAP.y), layer: column };
}
