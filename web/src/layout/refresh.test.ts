import { describe, expect, it } from "vitest";
import { EDGES, SERVICES } from "../../fixtures/shop.mjs";
import { layout } from "./layout";
import { refresh } from "./refresh";
import type { Arrow, Box, Layout } from "./types";

const SIZE = { width: 176, height: 50 };
const boxOf = (id: string): Box => ({ id, ...SIZE });
const arrow = (source: string, target: string): Arrow => ({ source, target, weight: 1 });

const shop = {
  boxes: SERVICES.map((s: { id: string }) => boxOf(s.id)),
  arrows: EDGES.map((e: { source: string; target: string }) => arrow(e.source, e.target)),
};
const first = layout(shop.boxes, shop.arrows);
const without = (id: string) => ({
  boxes: shop.boxes.filter((b) => b.id !== id),
  arrows: shop.arrows.filter((a) => a.source !== id && a.target !== id),
});

/** Boxes of both that do not stand where they stood. */
function moved(before: Layout, after: Layout): string[] {
  return [...before.boxes.values()]
    .filter((b) => after.boxes.has(b.id))
    .filter((b) => after.boxes.get(b.id)!.x !== b.x || after.boxes.get(b.id)!.y !== b.y)
    .map((b) => b.id);
}

function overlapping(l: Layout): string[] {
  const all = [...l.boxes.values()];
  return all.flatMap((a, i) =>
    all
      .slice(i + 1)
      .filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)
      .map((b) => `${a.id} × ${b.id}`),
  );
}

describe("a refresh", () => {
  it("that brings nothing new gives the same layout", () => {
    expect(refresh([...shop.boxes].reverse(), shop.arrows, first)).toBe(first);
  });

  it.each(SERVICES.map((s: { id: string }) => [s.id]))("without %s moves nobody, and gives it its place back", (id) => {
    const less = without(id);
    const second = refresh(less.boxes, less.arrows, first);
    const third = refresh(shop.boxes, shop.arrows, second);
    expect(moved(first, second)).toEqual([]);
    expect(moved(first, third)).toEqual([]);
    expect([...third.routes].sort()).toEqual([...first.routes].sort());
  });

  it("puts a new service right of its caller, where there is room, and moves nobody", () => {
    const next = refresh([...shop.boxes, boxOf("new")], [...shop.arrows, arrow("storefront~shop", "new")], first);
    expect(moved(first, next)).toEqual([]);
    expect(overlapping(next)).toEqual([]);
    expect(next.boxes.get("new")!.x).toBeGreaterThan(next.boxes.get("storefront~shop")!.x);
  });

  it("may put a new caller left of all that was there", () => {
    const leftmost = [...first.boxes.values()].sort((a, b) => a.x - b.x)[0]!;
    const next = refresh([...shop.boxes, boxOf("new")], [...shop.arrows, arrow("new", leftmost.id)], first);
    expect(moved(first, next)).toEqual([]);
    expect(next.x).toBe(next.boxes.get("new")!.x);
    expect(next.x).toBeLessThan(0);
  });

  it("puts new services that know nobody apart, together with those that they know", () => {
    const next = refresh(
      [...shop.boxes, boxOf("n1"), boxOf("n2"), boxOf("alone")],
      [...shop.arrows, arrow("n1", "n2")],
      first,
    );
    expect(moved(first, next)).toEqual([]);
    expect(overlapping(next)).toEqual([]);
    expect(next.boxes.get("n1")!.y).toBe(next.boxes.get("n2")!.y);
  });

  it("draws a new line between two that stand, also within a column and backwards, through no box", () => {
    const pairs = [
      arrow("payments-db~shop", "cart~shop"),
      arrow("cart~shop", "payments~shop"),
      arrow("sshd", "backup.sh"),
    ];
    const next = refresh(shop.boxes, [...shop.arrows, ...pairs], first);
    expect(moved(first, next)).toEqual([]);
    for (const { source, target } of pairs) expect(next.routes.get(`${source}\t${target}`)!.length).toBeGreaterThan(1);
  });

  it("lays out anew once half of what is there has joined one by one", () => {
    let now = first;
    let { boxes, arrows } = shop;
    let jumps = 0;
    for (let i = 0; i < 40; i++) {
      boxes = [...boxes, boxOf(`job-${i}`)];
      arrows = [...arrows, arrow("ingress~shop", `job-${i}`)];
      const next = refresh(boxes, arrows, now);
      if (moved(now, next).length > 0) jumps++;
      expect(overlapping(next)).toEqual([]);
      now = next;
    }
    expect(jumps).toBe(1);
  });

  it("forgets those that will not come back once it lays out anew", () => {
    let now = first;
    for (let i = 0; i < 60; i++)
      now = refresh([...shop.boxes, boxOf(`job-${i}`)], [...shop.arrows, arrow("ingress~shop", `job-${i}`)], now);
    expect(now.kept.places.size).toBeLessThan(shop.boxes.length);
  });
});
