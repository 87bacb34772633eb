/** A place in a column: a box, or a gap through which a long arrow passes. Neighbours are indices into the neighbouring columns' items. */
export interface Item {
  key: string;
  layer: number;
  before: number[];
  after: number[];
}

const SWEEPS = 8;

/** Known items of at least this share keep their order; only new ones are put between them. */
const SETTLED_SHARE = 0.7;

/** Orders each column for few crossings. With seeds of a former layout what is known stays where it was. */
export function order(items: readonly Item[], layers: number, seeds: ReadonlyMap<string, number>): number[][] {
  const known = items.filter((item) => seeds.has(item.key)).length;
  const columns = Array.from({ length: layers }, (_, layer) =>
    items.flatMap((item, i) => (item.layer === layer ? [i] : [])),
  );
  if (known > 0) seedColumns(items, columns, seeds);
  else walkColumns(items, columns);
  return items.length > 0 && known / items.length >= SETTLED_SHARE ? columns : sweep(items, columns);
}

function seedColumns(items: readonly Item[], columns: number[][], seeds: ReadonlyMap<string, number>) {
  const seedOf = (i: number) => seeds.get(items[i]!.key);
  const height = new Map<number, number>();
  const heightOf = (i: number): number => {
    const own = seedOf(i) ?? height.get(i);
    if (own !== undefined) return own;
    const near = [...items[i]!.before, ...items[i]!.after].map(seedOf).filter((y) => y !== undefined);
    const value = near.length === 0 ? Number.MAX_SAFE_INTEGER : near.reduce((a, b) => a + b, 0) / near.length;
    height.set(i, value);
    return value;
  };
  for (const column of columns) column.sort((a, b) => heightOf(a) - heightOf(b) || compare(items, a, b));
}

const compare = (items: readonly Item[], a: number, b: number) => (items[a]!.key < items[b]!.key ? -1 : 1);

/** First order: depth first from the left, so that what belongs together starts together. */
function walkColumns(items: readonly Item[], columns: number[][]) {
  const rank = new Map<number, number>();
  const roots = columns.flat().sort((a, b) => items[a]!.layer - items[b]!.layer || compare(items, a, b));
  for (const root of roots) {
    const work = [root];
    while (work.length > 0) {
      const i = work.pop()!;
      if (rank.has(i)) continue;
      rank.set(i, rank.size);
      work.push(...[...items[i]!.after].sort((a, b) => compare(items, b, a)));
    }
  }
  for (const column of columns) column.sort((a, b) => rank.get(a)! - rank.get(b)!);
}

function sweep(items: readonly Item[], start: number[][]): number[][] {
  let columns = start.map((column) => [...column]);
  const position = new Float64Array(items.length);
  const note = (column: number[]) => column.forEach((i, at) => (position[i] = at));
  columns.forEach(note);
  let best = columns.map((column) => [...column]);
  let bestCrossings = crossings(items, columns, position);
  for (let n = 0; n < SWEEPS && bestCrossings > 0; n++) {
    const rightwards = n % 2 === 0;
    const way = columns.map((_, i) => (rightwards ? i : columns.length - 1 - i));
    for (const layer of way) {
      const centre = (i: number) => barycentre(rightwards ? items[i]!.before : items[i]!.after, position, position[i]!);
      const keyed = columns[layer]!.map((i) => ({ i, at: centre(i), was: position[i]! }));
      keyed.sort((a, b) => a.at - b.at || a.was - b.was);
      columns[layer] = keyed.map((k) => k.i);
      note(columns[layer]);
    }
    const now = crossings(items, columns, position);
    if (now < bestCrossings) {
      best = columns.map((column) => [...column]);
      bestCrossings = now;
    }
  }
  columns = best;
  return columns;
}

function barycentre(neighbours: readonly number[], position: Float64Array, own: number): number {
  if (neighbours.length === 0) return own;
  let sum = 0;
  for (const i of neighbours) sum += position[i]!;
  return sum / neighbours.length;
}

/** Pairs of arrows that cross between neighbouring columns, counted with a Fenwick tree. */
export function crossings(items: readonly Item[], columns: readonly number[][], position: Float64Array): number {
  let count = 0;
  for (let layer = 0; layer + 1 < columns.length; layer++) {
    const size = columns[layer + 1]!.length;
    const tree = new Int32Array(size + 1);
    let seen = 0;
    for (const i of columns[layer]!) {
      const targets = items[i]!.after.map((j) => position[j]!).sort((a, b) => a - b);
      for (const t of targets) {
        let notBeyond = 0;
        for (let k = t + 1; k > 0; k -= k & -k) notBeyond += tree[k]!;
        count += seen - notBeyond;
      }
      for (const t of targets) {
        for (let k = t + 1; k <= size; k += k & -k) tree[k]!++;
        seen++;
      }
    }
  }
  return count;
}
