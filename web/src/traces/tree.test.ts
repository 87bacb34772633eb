import { describe, expect, it } from "vitest";
import type { Span, TraceAnswer } from "../api/traces";
import { above, cautions, colours, nextFailed, rowsOfTrace, visible } from "./tree";

function span(id: string, parent: string | null, more: Partial<Span> = {}): Span {
  return {
    spanId: id,
    parentSpanId: parent,
    parentMissing: false,
    service: "a",
    operation: id,
    kind: "server",
    protocol: "http",
    outcome: "ok",
    origin: "application",
    node: "n1",
    start: "2026-03-10T14:00:00Z",
    offsetSeconds: 0,
    durationSeconds: 1,
    status: "unset",
    statusMessage: "",
    scope: "",
    resource: {},
    attributes: {},
    events: [],
    links: [],
    dropped: {},
    ...more,
  };
}

const trace = (spans: Span[], dropped = {}): TraceAnswer => ({
  traceId: "1",
  start: "2026-03-10T14:00:00Z",
  durationSeconds: 1,
  spans,
  dropped,
});
const shape = (spans: Span[]) =>
  rowsOfTrace(trace(spans)).map((r) => `${" ".repeat(r.depth)}${r.span.spanId} ${r.below}`);

describe("a trace as a tree", () => {
  const shop = [span("root", null), span("b", "root"), span("c", "b"), span("d", "root")];

  it("has each span below its caller, in the order of time", () => {
    expect(shape(shop)).toEqual(["root 3", " b 1", "  c 0", " d 0"]);
  });

  it("takes a span without its parent for a root, and says so", () => {
    const spans = [span("x", "gone", { parentMissing: true }), span("y", "x")];
    expect(shape(spans)).toEqual(["x 1", " y 0"]);
    expect(cautions(trace(spans), rowsOfTrace(trace(spans)))).toEqual([
      "One span names a parent that was not sent here: it was not sampled, is still to come, or its program sends elsewhere.",
    ]);
  });

  it("says nothing of an end of a connection that nobody watches", () => {
    const spans = [span("x", "gone", { parentMissing: true, attributes: { "sonde.trace.origin": "connection" } })];
    expect(cautions(trace(spans), rowsOfTrace(trace(spans)))).toEqual([]);
  });

  it("shows spans that name each other as parents once", () => {
    expect(shape([span("a", "b"), span("b", "a"), span("c", "c")]).toSorted()).toEqual([" b 0", "a 1", "c 0"]);
  });

  it("stands a chain of thousands", () => {
    const chain = Array.from({ length: 5_000 }, (_, i) => span(`s${i}`, i === 0 ? null : `s${i - 1}`));
    expect(rowsOfTrace(trace(chain)).at(-1)!.depth).toBe(4_999);
  });

  it("says when the clock of another node is ahead, and moves nothing", () => {
    const rows = rowsOfTrace(
      trace([span("a", null, { offsetSeconds: 0.01 }), span("b", "a", { node: "n2", offsetSeconds: 0 })]),
    );
    expect(rows[1]!.aheadSeconds).toBeCloseTo(0.01);
    expect(cautions(trace(rows.map((r) => r.span)), rows)).toEqual([
      "A span begins before the caller on another node, by up to 10 ms: clocks of nodes differ. Nothing was moved.",
    ]);
  });

  it("does not blame clocks for one node's own order", () => {
    const rows = rowsOfTrace(trace([span("a", null, { offsetSeconds: 0.01 }), span("b", "a", { offsetSeconds: 0 })]));
    expect(rows[1]!.aheadSeconds).toBe(0);
  });

  it("says what was cut off", () => {
    const spans = [span("a", null)];
    expect(cautions(trace(spans, { spans: 7 }), rowsOfTrace(trace(spans)))).toEqual([
      "7 more spans are not shown: only the first 1 are.",
    ]);
  });

  it("knows a span's own time: that in which none of those it called ran", () => {
    const rows = rowsOfTrace(
      trace([
        span("a", null, { durationSeconds: 10 }),
        span("b", "a", { offsetSeconds: 1, durationSeconds: 4 }),
        span("c", "a", { offsetSeconds: 3, durationSeconds: 4 }),
        span("d", "a", { offsetSeconds: 9, durationSeconds: 5 }),
      ]),
    );
    expect(rows[0]!.selfSeconds).toBeCloseTo(3);
  });

  it("folds what is below, and knows what hides a span", () => {
    const rows = rowsOfTrace(trace(shop));
    expect(visible(rows, new Set(["b"])).map((r) => r.span.spanId)).toEqual(["root", "b", "d"]);
    expect(above(rows, "c")).toEqual(["b", "root"]);
    expect(above(rows, "d")).toEqual(["root"]);
  });

  it("leads from one failure to the next, round the end", () => {
    const rows = rowsOfTrace(
      trace([span("a", null), span("b", "a", { outcome: "error" }), span("c", "a", { outcome: "unanswered" })]),
    );
    expect([nextFailed(rows, "a"), nextFailed(rows, "b"), nextFailed(rows, "c")]).toEqual(["b", "c", "b"]);
    expect(nextFailed(rowsOfTrace(trace(shop)), "root")).toBeNull();
  });
});

describe("colours", () => {
  it("depend on the name alone, and differ while there are enough", () => {
    const six = colours(["a", "b", "c", "d", "e", "f"]);
    expect(new Set(six.values()).size).toBe(6);
    expect(colours(["payments", "x"]).get("payments")).toBe(colours(["payments"]).get("payments"));
  });
});
