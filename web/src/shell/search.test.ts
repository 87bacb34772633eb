import { expect, it } from "vitest";
import { nextSort, sortRows } from "../ui/sort";
import { find } from "./search";

const things = ["payments-db", "payments", "orders-payments", "cart", "repay"].map((name) => ({
  id: name,
  name,
  more: name === "cart" ? "redis" : "",
}));
const names = (text: string) => find(things, text, 10).map((t) => t.name);

it("finds names that begin so first, then words, then the rest", () => {
  expect(names("pay")).toEqual(["payments", "payments-db", "orders-payments", "repay"]);
});

it("finds by what stands beside the name, and by letters in order", () => {
  expect(names("redis")).toEqual(["cart"]);
  expect(names("pdb")).toEqual(["payments-db"]);
  expect(names("zzz")).toEqual([]);
});

const columns = [
  { key: "name", by: (r: Row) => r.name },
  { key: "rtt", right: true, by: (r: Row) => r.rtt },
];
interface Row {
  name: string;
  rtt: number | null;
}
const rows: Row[] = [
  { name: "b", rtt: null },
  { name: "a", rtt: 2 },
  { name: "c", rtt: 1 },
];

it("sorts what was not measured last, both ways", () => {
  expect(sortRows(rows, columns, "rtt").map((r) => r.name)).toEqual(["c", "a", "b"]);
  expect(sortRows(rows, columns, "-rtt").map((r) => r.name)).toEqual(["a", "c", "b"]);
  expect(sortRows(rows, columns, "").map((r) => r.name)).toEqual(["b", "a", "c"]);
});

it("asks for the largest figure first, for words from A", () => {
  expect(nextSort("", columns[1]!)).toBe("-rtt");
  expect(nextSort("-rtt", columns[1]!)).toBe("rtt");
  expect(nextSort("", columns[0]!)).toBe("name");
});
