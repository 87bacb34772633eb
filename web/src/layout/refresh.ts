import { layout, topologyOf } from "./layout";
import { boundsOf, centreOf, Room, type Rect } from "./room";
import { routeBetween } from "./route";
import { arrowKey, SPACING, type Arrow, type Box, type Layout, type Placed, type Point, type Spacing } from "./types";

/** When more than this share has joined one by one, all are laid out anew: the picture is no longer a good one. */
const JOINED_SHARE = 0.5;
/** On a small map, this many may join in any case. */
const JOINED_LEAST = 4;

/**
 * The layout after data was refreshed: what is still there does not move by a pixel, what comes back stands where it
 * stood, and what is new is put where there is room beside its neighbours.
 */
export function refresh(
  boxes: readonly Box[],
  arrows: readonly Arrow[],
  former: Layout,
  spacing: Spacing = SPACING,
): Layout {
  const ids = new Set(boxes.map((b) => b.id));
  const drawn = arrows.filter((a) => a.source !== a.target && ids.has(a.source) && ids.has(a.target));
  const topology = topologyOf(
    sortedBy(boxes, (b) => b.id),
    sortedBy(drawn, arrowKey),
  );
  if (topology === former.topology) return former;
  const stays = boxes.filter((b) => former.boxes.has(b.id)).length;
  const joined = former.kept.joined + boxes.filter((b) => placeKept(former, b) === undefined).length;
  if (stays === 0 || joined > JOINED_LEAST + boxes.length * JOINED_SHARE) return layout(boxes, arrows, former, spacing);
  return new Placing(former, boxes, drawn, spacing).result(topology, joined);
}

const sortedBy = <T>(list: readonly T[], key: (one: T) => string) =>
  [...list].sort((a, b) => (key(a) < key(b) ? -1 : 1));

function placeKept(former: Layout, box: Box): Placed | undefined {
  const place = former.boxes.get(box.id) ?? former.kept.places.get(box.id);
  return place && place.width === box.width && place.height === box.height ? place : undefined;
}

class Placing {
  private readonly placed = new Map<string, Placed>();
  private readonly room: Room;
  private readonly former: Layout;

  constructor(
    former: Layout,
    boxes: readonly Box[],
    private readonly arrows: readonly Arrow[],
    private readonly spacing: Spacing,
  ) {
    this.former = former;
    this.room = new Room(spacing);
    const fresh: Box[] = [];
    for (const box of boxes) {
      const place = placeKept(former, box);
      if (place) this.placed.set(box.id, place);
      else fresh.push(box);
    }
    for (const place of [...this.placed.values(), ...former.kept.places.values()]) this.room.take(place);
    for (const points of former.routes.values()) this.room.takeRoute(points);
    this.joinNeighbours(fresh);
  }

  /** Nearest to those that stand already; what knows none of them is laid out apart and put where it fits. */
  private joinNeighbours(fresh: readonly Box[]) {
    let waiting = sortedBy(fresh, (b) => b.id);
    for (;;) {
      const next = waiting.find((box) => this.neighboursOf(box.id).length > 0);
      if (!next) break;
      this.place(next, this.besideNeighbours(next));
      waiting = waiting.filter((box) => box !== next);
    }
    for (const box of waiting) if (!this.placed.has(box.id)) this.placeApart(box, waiting);
  }

  private place(box: Box, { x, y }: Point) {
    const placed: Placed = { ...box, x, y, layer: 0 };
    this.placed.set(box.id, placed);
    this.room.take(placed);
  }

  private neighboursOf(id: string): { box: Placed; calls: boolean }[] {
    return this.arrows.flatMap((a) => {
      const box = this.placed.get(a.source === id ? a.target : a.target === id ? a.source : "");
      return box ? [{ box, calls: a.target === id }] : [];
    });
  }

  private besideNeighbours(box: Box): Point {
    const near = this.neighboursOf(box.id);
    const callers = near.filter((n) => n.calls).map((n) => n.box);
    const step = box.width + this.spacing.columnGap;
    const x =
      callers.length > 0 ? Math.max(...callers.map((c) => c.x)) + step : Math.min(...near.map((n) => n.box.x)) - step;
    const wish = near.reduce((sum, n) => sum + centreOf(n.box), 0) / near.length - box.height / 2;
    const column = this.columns().find((c) => Math.abs(c - x) < box.width / 2) ?? x;
    return { x: column, y: this.room.yNear({ ...box, x: column, y: wish }) };
  }

  /** With all that it is joined to, as one block. */
  private placeApart(first: Box, waiting: readonly Box[]) {
    const block = this.joinedTo(first, waiting);
    const ids = new Set(block.map((b) => b.id));
    const own = layout(
      block,
      this.arrows.filter((a) => ids.has(a.source)),
      undefined,
      this.spacing,
    );
    const at = this.placeFor(own.width, own.height);
    for (const box of own.boxes.values()) this.place(box, { x: at.x + box.x, y: at.y + box.y });
  }

  private joinedTo(first: Box, waiting: readonly Box[]): Box[] {
    const found = new Set([first.id]);
    for (const id of found)
      for (const a of this.arrows) {
        if (a.source === id) found.add(a.target);
        if (a.target === id) found.add(a.source);
      }
    return waiting.filter((box) => found.has(box.id));
  }

  /** The first free place by rows, rather within the picture than beyond it. */
  private placeFor(width: number, height: number): Point {
    const whole = boundsOf(this.placed.values());
    const rows = [...this.placed.values()].flatMap((b) => [b.y, b.y + b.height + this.spacing.rowGap]);
    const beneath = whole.y + whole.height + this.spacing.componentGap;
    let best: { at: Point; cost: number } | undefined;
    for (const x of this.columns())
      for (const y of new Set([...rows, beneath])) {
        const rect: Rect = { x, y, width, height };
        const beyond =
          Math.max(0, x + width - whole.x - whole.width) + Math.max(0, y + height - whole.y - whole.height);
        const cost = beyond * 10 + y + x / 100;
        if ((best === undefined || cost < best.cost) && this.room.isFree(rect)) best = { at: { x, y }, cost };
      }
    return best?.at ?? { x: whole.x, y: beneath };
  }

  private columns(): number[] {
    return [...new Set([...this.placed.values()].map((b) => b.x))].sort((a, b) => a - b);
  }

  private routes(): Map<string, Point[]> {
    const columns = this.columns();
    return new Map(
      this.arrows.map((arrow) => {
        const [source, target] = [this.placed.get(arrow.source)!, this.placed.get(arrow.target)!];
        const before = this.former.kept.routes.get(arrowKey(arrow));
        const good = before !== undefined && leads(before, source, target);
        return [arrowKey(arrow), good ? before : routeBetween(source, target, columns, this.room)];
      }),
    );
  }

  result(topology: string, joined: number): Layout {
    const routes = this.routes();
    const seeds = new Map(this.former.seeds);
    for (const box of this.placed.values()) seeds.set(box.id, centreOf(box));
    const places = new Map([...this.former.kept.places, ...this.former.boxes]);
    for (const id of this.placed.keys()) places.delete(id);
    const kept = { places, routes: new Map([...this.former.kept.routes, ...routes]), joined };
    return { boxes: this.placed, routes, seeds, ...boundsOf(this.placed.values()), topology, kept };
  }
}

/** A remembered way is good only where both of its ends stand where they stood. */
function leads(points: readonly Point[], source: Placed, target: Placed): boolean {
  const [first, last] = [points[0], points.at(-1)];
  return first !== undefined && last !== undefined && touches(first, source) && touches(last, target);
}

function touches({ x, y }: Point, box: Placed): boolean {
  return (x === box.x || x === box.x + box.width) && y >= box.y && y <= box.y + box.height;
}
