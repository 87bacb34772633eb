import { expect, it } from "vitest";
import type { SlowestAnswer, SpanHead } from "../api/traces";
import { dotsOf } from "./dots";

const AT = Date.parse("2026-03-10T14:30:00Z");
const MANNER = { utc: true, href: (path: string, own?: Record<string, string>) => `${path}?span=${own?.span}` };

const span = (change: Partial<SpanHead>): SlowestAnswer["spans"][number] => ({
  traceId: "t1",
  span: {
    spanId: "s1",
    service: "orders",
    operation: "POST /orders",
    kind: "server",
    protocol: "http",
    outcome: "ok",
    origin: "agent",
    start: new Date(AT + 5_000).toISOString(),
    durationSeconds: 0.25,
    ...change,
  },
});
const dots = (...spans: SlowestAnswer["spans"]) =>
  dotsOf({ from: "", to: "", spans }, "http", [AT, AT + 10_000], MANNER);

it("says what took how long and when, and leads to it", () => {
  expect(dots(span({}))).toEqual([
    {
      key: "t1 s1",
      time: AT + 5_000,
      value: 0.25,
      href: "/traces/t1?span=s1",
      failed: false,
      says: "250\u202fms · POST /orders · 14:30:05",
    },
  ]);
});

it.each([
  ["error", " · with an error"],
  ["unanswered", " · without an answer"],
] as const)("of which one ended in %s is marked and said", (outcome, end) => {
  const [dot] = dots(span({ outcome }));
  expect(dot?.failed).toBe(true);
  expect(dot?.says.endsWith(end)).toBe(true);
});

it("leaves other protocols to their own charts, and out what began before", () => {
  expect(dots(span({ protocol: "redis" }), span({ start: new Date(AT - 1).toISOString() }))).toEqual([]);
});

it("are none while the answer is on its way", () => {
  expect(dotsOf(undefined, "http", [AT], MANNER)).toEqual([]);
});
