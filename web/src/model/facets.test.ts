import { describe, expect, it } from "vitest";
import { SERVICES } from "../../fixtures/shop.mjs";
import type { Service } from "../api/types";
import { chosenIn, facetsOf, toggled } from "./facets";

const facets = facetsOf(SERVICES as unknown as Service[]);

describe("facets", () => {
  it("offer the values that occur, with how many there are, the worst status first", () => {
    expect(facets.map((f) => f.field)).toEqual(["status", "kind", "ns"]);
    expect(facets[0]!.values.map((v) => v.value)).toEqual(["critical", "warning", "hurt", "unknown", "ok"]);
    expect(facets[1]!.values[0]).toEqual({ value: "external", count: 12 });
  });

  it.each([
    ["", "kind", "java", "kind=java"],
    ["kind=java", "kind", "node", "kind=java,node"],
    ["err>1 kind=java,node pay", "kind", "java", "err>1 pay kind=node"],
    ["pay kind=java", "kind", "java", "pay"],
    ["kind=java", "ns", "shop", "kind=java ns=shop"],
  ] as const)("%s toggles %s %s: %s", (text, field, value, expected) =>
    expect(toggled(text, field, value)).toBe(expected),
  );

  it("know what is chosen", () => {
    expect(chosenIn("err>1 kind=java,node", "kind")).toEqual(["java", "node"]);
    expect(chosenIn("kind:java", "kind")).toEqual([]);
  });
});
