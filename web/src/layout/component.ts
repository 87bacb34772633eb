import { backwards } from "./acyclic";
import { layersOf } from "./layers";
import { order, type Item } from "./order";
import { settle } from "./place";
import { arrowKey, type Arrow, type Box, type Layout, type Placed, type Point, type Spacing } from "./types";

const PLACING_ROUNDS = 14;

/** A passing arrow pulls harder than a box, so that long lines are straight. */
const PASS_WEIGHT = 3;

interface Part extends Omit<Layout, "topology" | "kept" | "x" | "y"> {
  firstId: string;
}

/** Groups of boxes that no arrow joins, so that each is laid out alone. */
export function componentsOf(boxes: readonly Box[], arrows: readonly Arrow[]): { boxes: Box[]; arrows: Arrow[] }[] {
  const parent = new Map(boxes.map((b) => [b.id, b.id]));
  const root = (id: string): string => {
    let at = id;
    while (parent.get(at) !== at) {
      parent.set(at, parent.get(parent.get(at)!)!);
      at = parent.get(at)!;
    }
    return at;
  };
  for (const { source, target } of arrows) parent.set(root(source), root(target));
  const groups = new Map<string, { boxes: Box[]; arrows: Arrow[] }>();
  for (const box of boxes) {
    const key = root(box.id);
    const group = groups.get(key) ?? { boxes: [], arrows: [] };
    group.boxes.push(box);
    groups.set(key, group);
  }
  for (const arrow of arrows) groups.get(root(arrow.source))!.arrows.push(arrow);
  return [...groups.values()];
}

export function layoutComponent(
  boxes: readonly Box[],
  arrows: readonly Arrow[],
  seeds: ReadonlyMap<string, number>,
  spacing: Spacing,
): Part {
  const ids = boxes.map((b) => b.id);
  const turned = backwards(ids, arrows);
  const forward = arrows.map((a, i) => (turned.has(i) ? { source: a.target, target: a.source, weight: a.weight } : a));
  const layers = layersOf(ids, forward);
  const { items, chains } = itemsOf(boxes, arrows, forward, layers);
  const columns = order(items, Math.max(...layers.values()) + 1, seeds);
  return draw({ boxes, arrows, turned, items, chains, columns, spacing });
}

/** Boxes first, then for each arrow across several columns one passing place per column between. */
function itemsOf(
  boxes: readonly Box[],
  arrows: readonly Arrow[],
  forward: readonly Arrow[],
  layers: ReadonlyMap<string, number>,
) {
  const items: Item[] = boxes.map((b) => ({ key: b.id, layer: layers.get(b.id)!, before: [], after: [] }));
  const indexOf = new Map(boxes.map((b, i) => [b.id, i]));
  const chains = forward.map((arrow, n) => {
    const chain = [indexOf.get(arrow.source)!];
    for (let layer = layers.get(arrow.source)! + 1; layer < layers.get(arrow.target)!; layer++) {
      chain.push(items.length);
      items.push({ key: `${arrowKey(arrows[n]!)} @${layer}`, layer, before: [], after: [] });
    }
    chain.push(indexOf.get(arrow.target)!);
    for (let k = 0; k + 1 < chain.length; k++) {
      items[chain[k]!]!.after.push(chain[k + 1]!);
      items[chain[k + 1]!]!.before.push(chain[k]!);
    }
    return chain;
  });
  return { items, chains };
}

interface Drawing {
  boxes: readonly Box[];
  arrows: readonly Arrow[];
  turned: ReadonlySet<number>;
  items: readonly Item[];
  chains: readonly number[][];
  columns: readonly number[][];
  spacing: Spacing;
}

function draw(d: Drawing): Part {
  const { boxes, items, spacing } = d;
  const boxWidth = Math.max(...boxes.map((b) => b.width));
  const { stacks, left } = stacksOf(d.columns, boxes.length, boxWidth, spacing);
  const heightOf = (i: number) => boxes[i]?.height ?? 0;
  const marginOf = (i: number) => (i < boxes.length ? spacing.rowGap : spacing.passGap) / 2;
  const centre = settleAll(items, stacks, heightOf, marginOf);
  const top = Math.min(...items.map((_, i) => centre[i]! - heightOf(i) / 2));
  const part: Part = {
    boxes: new Map(),
    routes: new Map(),
    seeds: new Map(),
    width: 0,
    height: 0,
    firstId: boxes[0]!.id,
  };
  items.forEach((item, i) => {
    const y = centre[i]! - top;
    part.seeds.set(item.key, y);
    part.height = Math.max(part.height, y + heightOf(i) / 2);
    const box = boxes[i];
    if (!box) return;
    part.boxes.set(box.id, { ...box, x: left[i]!, y: y - box.height / 2, layer: item.layer });
    part.width = Math.max(part.width, left[i]! + box.width);
  });
  routesOf(d, part, left, boxWidth);
  return part;
}

/** A column with too many boxes becomes several side by side; passing places stay in the first of them. */
function stacksOf(columns: readonly number[][], boxCount: number, boxWidth: number, spacing: Spacing) {
  const stacks: number[][] = [];
  const left: number[] = [];
  let x = 0;
  for (const column of columns) {
    const real = column.filter((i) => i < boxCount).length;
    const parts = Math.max(1, Math.ceil(real / spacing.wrapRows));
    const split: number[][] = Array.from({ length: parts }, () => []);
    let n = 0;
    for (const i of column) split[i < boxCount ? n++ % parts : 0]!.push(i);
    split.forEach((stack, k) => stack.forEach((i) => (left[i] = x + k * (boxWidth + spacing.columnGap / 2))));
    stacks.push(...split);
    x += parts * (boxWidth + spacing.columnGap / 2) + spacing.columnGap / 2;
  }
  return { stacks, left };
}

function settleAll(
  items: readonly Item[],
  stacks: readonly number[][],
  heightOf: (i: number) => number,
  marginOf: (i: number) => number,
) {
  const centre = new Float64Array(items.length);
  for (const stack of stacks) {
    let y = 0;
    for (const i of stack) {
      centre[i] = y + heightOf(i) / 2;
      y += heightOf(i) + 2 * marginOf(i);
    }
  }
  const mean = (list: readonly number[], own: number) =>
    list.length === 0 ? own : list.reduce((a, i) => a + centre[i]!, 0) / list.length;
  for (let round = 0; round < PLACING_ROUNDS; round++) {
    const rightwards = round % 2 === 0;
    for (const stack of rightwards ? stacks : [...stacks].reverse()) {
      const slots = stack.map((i) => {
        const item = items[i]!;
        const near =
          round >= PLACING_ROUNDS - 2 ? [...item.before, ...item.after] : rightwards ? item.before : item.after;
        const passing = heightOf(i) === 0;
        return {
          wish: mean(near, centre[i]!),
          weight: near.length === 0 ? 0.1 : passing ? PASS_WEIGHT : 1,
          height: heightOf(i),
          margin: marginOf(i),
        };
      });
      settle(slots).forEach((y, k) => (centre[stack[k]!] = y));
    }
  }
  return centre;
}

function routesOf(d: Drawing, part: Part, left: readonly number[], boxWidth: number) {
  d.arrows.forEach((arrow, n) => {
    const chain = d.chains[n]!;
    const points: Point[] = [];
    chain.forEach((i, k) => {
      const box = part.boxes.get(d.items[i]!.key);
      if (box) points.push(port(box, k === 0 ? "right" : "left"));
      else {
        const y = part.seeds.get(d.items[i]!.key)!;
        points.push({ x: left[i]!, y }, { x: left[i]! + boxWidth, y });
      }
    });
    part.routes.set(arrowKey(arrow), d.turned.has(n) ? aside(points.reverse()) : points);
  });
}

function port(box: Placed, side: "left" | "right"): Point {
  return { x: side === "left" ? box.x : box.x + box.width, y: box.y + box.height / 2 };
}

/** An arrow that runs back is moved a little, so that it does not lie on one that runs forth between the same two. */
function aside(points: Point[]): Point[] {
  return points.map((p) => ({ x: p.x, y: p.y + 9 }));
}
