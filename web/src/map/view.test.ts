import { describe, expect, it } from "vitest";
import { mapAnswer } from "../../fixtures/answers.mjs";
import { systemOf } from "../../fixtures/serve.mjs";
import type { MapAnswer } from "../api/types";
import { layout } from "../layout/layout";
import { graphOf } from "../model/graph";
import { mapCodec, type MapState } from "../url/map";
import { sizeOf, spoken, subtitleOf } from "./boxes";
import { filterOf, OPEN_ALL } from "./fold";
import { pathOf, placeLabels } from "./path";
import { MAX_BOXES, membersOf, standing, steadyView, viewOf } from "./view";
import { walk } from "./walk";

const NOW = Date.parse("2026-03-10T14:32:00Z");
const graph = (scenario: string) =>
  graphOf(mapAnswer(systemOf(scenario, NOW), { from: NOW - 1_800_000, to: NOW }) as unknown as MapAnswer);
const shop = graph("shop");
const fleet = graph("fleet-1000");
const state = (search = ""): MapState => mapCodec.parse(new URLSearchParams(search));
const ids = (search: string, of = shop) => viewOf(of, state(search)).boxes.map((b) => b.id);

describe("the map", () => {
  it("folds outside hosts with the same neighbours into one box", () => {
    const folds = viewOf(shop, state()).boxes.filter((b) => b.type === "fold");
    expect(folds.map((b) => b.type === "fold" && b.label)).toEqual(["9 clients"]);
  });

  it("keeps every connection of what it folded", () => {
    const view = viewOf(shop, state());
    expect(view.lines.reduce((n, line) => n + line.edges.length, 0)).toBe(shop.edges.length);
  });

  it("shows them one by one when asked", () => {
    expect(viewOf(shop, state(`open=${OPEN_ALL}`)).boxes).toHaveLength(shop.services.size);
  });

  it("narrows to what matches and, dimmed, its neighbours", () => {
    const view = viewOf(shop, state("q=kind:redis"));
    expect(view.boxes.map((b) => b.id).sort()).toEqual(["cart-redis~shop", "cart~shop"]);
    expect([...view.dimmed]).toEqual(["cart~shop"]);
    expect(view.hidden).toBe(shop.services.size - 2);
  });

  it("narrows to what is unhealthy and its neighbours", () => {
    expect(ids("sick=1")).toContain("payments-db~shop");
    expect(ids("sick=1")).toContain("storefront~shop");
    expect(ids("sick=1")).not.toContain("search~shop");
    expect([...viewOf(shop, state("sick=1")).dimmed]).not.toContain("storefront~shop");
  });

  it("says of who is hurt by whom, in words also for those who do not see the mark", () => {
    const box = viewOf(shop, state()).boxes.find((b) => b.id === "storefront~shop")!;
    expect(box.status).toBe("hurt");
    expect(subtitleOf(box, shop)).toBe("hurt by payments-db");
    expect(spoken(box, shop)).toMatch(/^storefront, node, hurt by payments-db, .*req\/s/);
  });

  it("focused shows callers and called, step by step", () => {
    expect(ids("focus=payments~shop").sort()).toEqual(
      ["external:api.bank.example:443", "orders~shop", "payments-db~shop", "payments~shop", "prometheus~ops"].sort(),
    );
    expect(ids("focus=payments~shop&depth=2")).toContain("storefront~shop");
  });

  it("ignores a focus that is not in this time range", () => {
    expect(viewOf(shop, state("focus=gone")).hidden).toBe(0);
  });

  it("never draws more boxes than can be read, and loses nobody", () => {
    const view = viewOf(fleet, state());
    expect(view.groupedBy).toBe("namespace");
    expect(view.boxes.length).toBeLessThanOrEqual(MAX_BOXES);
    expect(membersOf(view)).toHaveLength(1000);
  });

  it("at the border of too many does not flicker between services and groups", () => {
    const sized = (n: number) => graph(`fleet-${n}`);
    const grouped = (n: number, scope: string) => steadyView(sized(n), state(), scope).groupedBy !== null;
    expect([149, 152, 149, 151, 140, 120, 149].map((n) => grouped(n, "one"))).toEqual([
      false,
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(grouped(149, "another")).toBe(false);
  });

  it("opens a group in place while there is room", () => {
    const view = viewOf(fleet, state("open=group:namespace:team-02"));
    expect(view.boxes.filter((b) => b.type === "service")).toHaveLength(15);
    expect(view.boxes.length).toBeLessThanOrEqual(MAX_BOXES);
  });

  it("opens as much of a large group as there is room for, the worst first, and keeps the rest in its box", () => {
    const view = viewOf(fleet, state("by=kind&open=group:kind:java"));
    const rest = view.boxes.find((b) => b.id === "group:kind:java");
    const [java] = view.opened;
    expect(view.boxes.length).toBeLessThanOrEqual(MAX_BOXES);
    expect(membersOf(view)).toHaveLength(1000);
    expect(rest?.type === "group" && rest.services.length + java!.shown.length).toBe(java!.size);
    expect(rest?.status).toBe("ok");
  });

  it("of groups draws only lines that tell something, unless all are wanted", () => {
    const view = viewOf(fleet, state());
    const drawn = view.lines.filter(standing(view, false));
    expect(drawn.length).toBeGreaterThan(0);
    expect(drawn.every((line) => line.status !== "ok")).toBe(true);
    expect(view.lines.filter(standing(view, true))).toHaveLength(view.lines.length);
  });

  it("says which focus is not in this time range", () => {
    expect(viewOf(shop, state("focus=gone")).lostFocus).toBe(true);
    expect(viewOf(shop, state("focus=cart~shop")).lostFocus).toBe(false);
  });

  it("has a filter for each group", () => {
    const of = (id: string) => viewOf(shop, state(`q=${encodeURIComponent(filterOf(id))}`));
    for (const by of ["namespace", "kind"] as const)
      for (const box of viewOf(shop, state(`by=${by}`)).boxes)
        if (box.type === "group") {
          const found = of(box.id);
          const own = membersOf(found).filter((s) => !found.dimmed.has(s.id));
          expect(own.map((s) => s.id).sort()).toEqual(box.services.map((s) => s.id).sort());
        }
  });

  it("shows a group's worst", () => {
    const sick = viewOf(fleet, state()).boxes.filter((b) => b.status === "critical");
    expect(sick.length).toBeGreaterThan(0);
  });
});

describe("arrow keys", () => {
  const view = viewOf(shop, state());
  const placed = layout(
    view.boxes.map(sizeOf),
    view.lines.map((l) => ({ source: l.source, target: l.target, weight: 1 })),
  );
  const go = (from: string, step: Parameters<typeof walk>[3]) => walk(placed, view.lines, from, step);

  it("follow the lines sideways", () => {
    expect(go("cart~shop", "ArrowRight")).toBe("cart-redis~shop");
    expect(go("cart-redis~shop", "ArrowLeft")).toBe("cart~shop");
  });

  it("stay in the column upwards and downwards", () => {
    const from = placed.boxes.get("catalogue~shop")!;
    expect(placed.boxes.get(go("catalogue~shop", "ArrowDown"))!.x).toBe(from.x);
  });

  it("stop at the edge", () => {
    const top = [...placed.boxes.values()].reduce((a, b) => (b.y < a.y ? b : a));
    expect(go(top.id, "ArrowUp")).toBe(top.id);
  });

  it("reach every box", () => {
    const seen = new Set(["ingress~shop"]);
    for (const id of seen)
      for (const step of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"] as const) seen.add(go(id, step));
    expect(seen.size).toBe(view.boxes.length);
  });
});

describe("drawing", () => {
  it("ends a line before the box, for its head", () => {
    expect(
      pathOf([
        { x: 0, y: 0 },
        { x: 100, y: 0 },
      ]),
    ).toBe("M0 0L94 0");
    expect(
      pathOf([
        { x: 100, y: 0 },
        { x: 0, y: 0 },
      ]),
    ).toBe("M100 0L6 0");
  });

  it("puts labels where they do not cover each other", () => {
    const points = [
      { x: 0, y: 0 },
      { x: 200, y: 10 },
    ];
    const spots = [
      ...placeLabels([
        { key: "a", text: "8 % failed", points },
        { key: "b", text: "9 % failed", points },
      ]).values(),
    ];
    expect(spots[0]).not.toEqual(spots[1]);
    expect(Math.abs(spots[0]!.y - spots[1]!.y)).toBeGreaterThan(12);
  });
});

describe("the URL", () => {
  it.each([
    "q=err>1&sick=1",
    "focus=a~b&depth=3",
    "sel=external:[2001:db8::1]:443",
    "src=a&dst=b~c",
    "view=table&sort=-in&lsort=failed",
    "open=fold:a>b&open=all",
    "by=kind&lines=all&open=group:kind:java",
  ])("holds the whole state: %s", (search) => {
    const params = new URLSearchParams();
    mapCodec.format(state(search), params);
    expect(mapCodec.parse(params)).toEqual(state(search));
  });

  it("is empty while everything is as usual", () => {
    const params = new URLSearchParams();
    mapCodec.format(state(), params);
    expect(params.toString()).toBe("");
  });
});
