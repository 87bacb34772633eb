import { describe, expect, it } from "vitest";
import { largeFleet } from "../../fixtures/large.mjs";
import { backwards } from "./acyclic";
import { layout } from "./layout";
import { settle } from "./place";
import { arrowKey, type Arrow, type Box, type Layout } from "./types";

const SIZE = { width: 180, height: 50 };
const boxes = (...ids: string[]): Box[] => ids.map((id) => ({ id, ...SIZE }));
const arrow = (words: string, weight = 1): Arrow => {
  const [source, target] = words.split(" > ") as [string, string];
  return { source, target, weight };
};
const arrows = (...words: string[]) => words.map((w) => arrow(w));

function fleet(n: number) {
  const { services, edges } = largeFleet(n);
  return {
    boxes: services.map((s: { id: string }) => ({ id: s.id, ...SIZE })),
    arrows: edges.map((e: Arrow) => ({ source: e.source, target: e.target, weight: 1 })),
  };
}

function overlaps(l: Layout): string[] {
  const all = [...l.boxes.values()].sort((a, b) => a.x - b.x);
  const found: string[] = [];
  all.forEach((a, i) => {
    for (let j = i + 1; j < all.length && all[j]!.x < a.x + a.width; j++) {
      const b = all[j]!;
      if (a.y < b.y + b.height && b.y < a.y + a.height) found.push(`${a.id} × ${b.id}`);
    }
  });
  return found;
}

describe("layout", () => {
  it("puts callers left of what they call", () => {
    const l = layout(boxes("db", "web", "api"), arrows("web > api", "api > db", "web > db"));
    const x = (id: string) => l.boxes.get(id)!.x;
    expect(x("web")).toBeLessThan(x("api"));
    expect(x("api")).toBeLessThan(x("db"));
  });

  it("pulls a caller without callers to what it calls", () => {
    const l = layout(boxes("a", "b", "c", "cron"), arrows("a > b", "b > c", "cron > c"));
    expect(l.boxes.get("cron")!.layer).toBe(l.boxes.get("b")!.layer);
  });

  it("cuts a cycle at its lightest arrow and keeps the rest", () => {
    const cycle = [arrow("a > b", 3), arrow("b > c", 3), arrow("c > a", 1)];
    expect([...backwards(["a", "b", "c"], cycle)]).toEqual([2]);
  });

  it("turns nothing where there is no cycle", () => {
    expect(backwards(["a", "b", "c"], arrows("a > b", "b > c", "a > c")).size).toBe(0);
  });

  it("ends an arrow that runs back at its target", () => {
    const l = layout(boxes("a", "b"), [arrow("a > b", 3), arrow("b > a", 1)]);
    const back = l.routes.get(arrowKey(arrow("b > a")))!;
    expect(back.at(0)!.x).toBe(l.boxes.get("b")!.x);
    expect(back.at(-1)!.x).toBe(l.boxes.get("a")!.x + SIZE.width);
  });

  it("leads a long arrow past the boxes between", () => {
    const l = layout(boxes("a", "b", "c"), arrows("a > b", "b > c", "a > c"));
    const b = l.boxes.get("b")!;
    const pass = l.routes.get(arrowKey(arrow("a > c")))!.filter((p) => p.x >= b.x && p.x <= b.x + b.width);
    expect(pass.length).toBeGreaterThan(0);
    for (const p of pass) expect(p.y < b.y || p.y > b.y + b.height).toBe(true);
  });

  it("ignores arrows to themselves and to boxes that are not there", () => {
    const l = layout(boxes("a"), arrows("a > a", "a > ghost"));
    expect(l.boxes.size).toBe(1);
    expect(l.routes.size).toBe(0);
  });

  it("lays out nothing as nothing", () => {
    expect(layout([], []).boxes.size).toBe(0);
  });

  it("crosses no lines where none need cross", () => {
    const l = layout(boxes("a", "b", "x", "y"), arrows("a > y", "b > x", "a > b"));
    expect(overlaps(l)).toEqual([]);
  });

  for (const n of [10, 100, 500, 2000]) {
    it(`overlaps nothing among ${n} services`, () => {
      const f = fleet(n);
      const l = layout(f.boxes, f.arrows);
      expect(l.boxes.size).toBe(n);
      expect(overlaps(l)).toEqual([]);
    });
  }

  it("does not depend on the order in which the server lists things", () => {
    const f = fleet(100);
    const one = layout(f.boxes, f.arrows);
    const two = layout([...f.boxes].reverse(), [...f.arrows].reverse());
    expect([...two.boxes.values()].sort(byId)).toEqual([...one.boxes.values()].sort(byId));
  });
});

describe("refresh", () => {
  it("gives the same layout back while nothing came or went", () => {
    const f = fleet(100);
    const first = layout(f.boxes, f.arrows);
    const heavier = f.arrows.map((a: Arrow) => ({ ...a, weight: 3 }));
    expect(layout(f.boxes, heavier, first)).toBe(first);
  });

  it("keeps the order within each column when a service joins", () => {
    const f = fleet(100);
    const first = layout(f.boxes, f.arrows);
    const anchor = f.boxes[0]!.id;
    const next = layout([...f.boxes, { id: "new", ...SIZE }], [...f.arrows, arrow(`new > ${anchor}`)], first);
    for (const [a, b] of neighbours(first)) {
      const [nextA, nextB] = [next.boxes.get(a)!, next.boxes.get(b)!];
      if (nextA.x === nextB.x) expect(nextA.y).toBeLessThan(nextB.y);
    }
  });
});

describe("settle", () => {
  it("grants wishes that do not collide", () => {
    expect(settle([slot(10), slot(200)])).toEqual([10, 200]);
  });

  it("shares the pain where they do", () => {
    expect(settle([slot(100), slot(100)])).toEqual([75, 125]);
  });
});

const slot = (wish: number) => ({ wish, weight: 1, height: 40, margin: 5 });
const byId = (a: Box, b: Box) => (a.id < b.id ? -1 : 1);

/** Boxes that stand one above the other in the same column of the same part. */
function neighbours(l: Layout): [string, string][] {
  const all = [...l.boxes.values()].sort((a, b) => a.x - b.x || a.y - b.y);
  return all.flatMap((a, i) => (all[i + 1]?.x === a.x ? [[a.id, all[i + 1]!.id] as [string, string]] : []));
}
