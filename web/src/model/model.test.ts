import { describe, expect, it } from "vitest";
import type { Edge, Service } from "../api/types";
import { figuresOf, sum, watchedSince, widthStep, windowSeconds } from "./figures";
import { byteRate, count, percent, rate, seconds } from "./format";
import { findingsOf, failureBreakdown, metricLine, someFail, wellSentence } from "./sentences";
import { byStatus, markOf, markWord, worst } from "./status";

const NONE = { refused: 0, timedOut: 0, unreachable: 0, reset: 0, other: 0 };

const edge = (more: Partial<Edge> = {}, failed: Partial<typeof NONE> = {}): Edge => ({
  source: "a",
  target: "b",
  status: "ok",
  reasons: [],
  connections: { opened: 100, closed: 90, active: 5, failed: { ...NONE, ...failed } },
  bytesSent: 1000,
  bytesReceived: 2000,
  retransmits: 1,
  rttSeconds: 0.001,
  connectSeconds: 0.002,
  durationSeconds: 3,
  ports: [80],
  via: [],
  requests: [],
  ...more,
});

const service = (more: Partial<Service> = {}): Service => ({
  id: "a",
  name: "a",
  kind: "go",
  cluster: "default",
  namespace: "",
  status: "ok",
  reasons: [],
  hurtBy: [],
  hurt: [],
  instances: 1,
  external: false,
  cpuCores: null,
  ...more,
});

describe("figures", () => {
  it("counts a refused attempt beside the opened ones, a reset one among them", () => {
    expect(figuresOf([edge({}, { refused: 100 })], 10).failedShare).toBe(0.5);
    expect(figuresOf([edge({}, { reset: 100 })], 10).failedShare).toBe(1);
  });

  it("leaves unknown what nobody measured, also in sums", () => {
    const blind = figuresOf([edge({ rttSeconds: null, retransmits: null })], 10);
    expect(blind.rttSeconds).toBeNull();
    expect(blind.retransmitRate).toBeNull();
    expect(sum([null, null])).toBeNull();
    expect(sum([null, 2])).toBe(2);
  });

  it("has no share of failures where nothing was tried", () => {
    expect(figuresOf([], 10).failedShare).toBeNull();
  });

  it("weighs round trip times by connections", () => {
    const busy = edge({ rttSeconds: 0.001, connections: { opened: 899, closed: 0, active: 0, failed: NONE } });
    const idle = edge({ rttSeconds: 0.101, connections: { opened: 99, closed: 0, active: 0, failed: NONE } });
    expect(figuresOf([busy, idle], 10).rttSeconds).toBeCloseTo(0.011);
  });

  it.each([
    [null, 1],
    [0, 1],
    [0.99, 1],
    [1, 2],
    [9.9, 2],
    [10, 3],
  ])("draws %s/s in width %s", (value, step) => expect(widthStep(value)).toBe(step));
});

describe("numbers in words", () => {
  const nb = "\u202f";
  it.each([
    [rate(null), "–"],
    [rate(0), "0/s"],
    [rate(0.004), `<${nb}0.01/s`],
    [rate(0.38), "0.38/s"],
    [rate(5.44), "5.4/s"],
    [rate(92.3), "92.3/s"],
    [rate(1240), "1.2k/s"],
    [rate(45_300), "45.3k/s"],
    [percent(null), "–"],
    [percent(0), `0${nb}%`],
    [percent(0.0004), `<${nb}0.1${nb}%`],
    [percent(0.084), `8.4${nb}%`],
    [percent(0.231), `23${nb}%`],
    [seconds(null), "–"],
    [seconds(0.00034), `340${nb}µs`],
    [seconds(0.0041), `4.1${nb}ms`],
    [seconds(1.8), `1.8${nb}s`],
    [byteRate(null), "–"],
    [byteRate(59), `59${nb}B/s`],
    [byteRate(4940), `4.9${nb}kB/s`],
    [byteRate(1.2e6), `1.2${nb}MB/s`],
    [count(12_048), `12${nb}048`],
  ])("%s is %s", (said, expected) => expect(said).toBe(expected));
});

describe("sentences", () => {
  it("name reasons of failure, the most frequent first", () => {
    expect(failureBreakdown({ ...NONE, refused: 3, timedOut: 12 })).toBe("12 timed out, 3 refused");
  });

  it("say a fault once, though service and line both tell it in their words", () => {
    const line = edge({ status: "critical", reasons: ["23 % of connections to b were refused (46 of 200)."] });
    const caller = service({
      status: "warning",
      reasons: ["b is failing: 23 % of connections to it were refused (46 of 200)."],
    });
    const services = new Map([["b", service({ id: "b", name: "b" })]]);
    expect(findingsOf(caller, { inOf: () => [], outOf: () => [line], services })).toHaveLength(1);
  });

  it("tell a line's fault with the name of its other end", () => {
    const line = edge({ status: "warning", reasons: ["2 % of segments to b had to be sent again (9)."] });
    const services = new Map([["b", service({ id: "b", name: "billing" })]]);
    expect(findingsOf(service(), { inOf: () => [], outOf: () => [line], services })[0]?.about?.label).toBe(
      "To billing",
    );
  });

  it("say who hurts a service that is well itself, before what is wrong with its lines", () => {
    const line = edge({ status: "critical", reasons: ["96 % of connections to b were refused (99 of 103)."] });
    const services = new Map([["b", service({ id: "b", name: "billing" })]]);
    const hurt = service({ hurtBy: [{ service: "b", name: "billing" }], hurt: ["33 % of http requests to a fail."] });
    const findings = findingsOf(hurt, { inOf: () => [], outOf: () => [line], services });
    expect(findings.map(({ status, about }) => [status, about?.label])).toEqual([
      ["hurt", "Hurt by billing, not at fault"],
      ["critical", "To billing"],
    ]);
  });

  it("of a service that is well speak of requests where they are seen, and never praise what fails", () => {
    const asked = { protocol: "http", count: 600, errors: 0, unanswered: 0, p50Seconds: null, p99Seconds: null };
    const [well, nothing] = [figuresOf([edge({ requests: [asked] })], 10), figuresOf([], 10)];
    expect(wellSentence(service(), well, nothing, { p99Seconds: 0.2 })).toBe(
      "60/s requests come in and none fail, all but one in a hundred within 200\u202fms; 1 instance.",
    );
    expect(wellSentence(service(), figuresOf([edge()], 10), nothing)).toBe(
      "10/s connections come in and none fail; 1 instance.",
    );
    expect(someFail(well, nothing)).toBe(false);
    expect(someFail(nothing, figuresOf([edge({ requests: [{ ...asked, errors: 150 }] })], 10))).toBe(true);
  });

  it("stand beneath a name on the map", () => {
    const nothing = figuresOf([], 10);
    const idle = figuresOf([edge({ connections: { opened: 0, closed: 0, active: 3, failed: NONE } })], 10);
    expect(metricLine(figuresOf([edge()], 10), nothing)).toBe("10/s · 1\u202fms");
    expect(metricLine(figuresOf([edge({}, { refused: 100 })], 10), nothing)).toBe("10/s · 50\u202f% failed");
    expect(metricLine(idle, nothing)).toContain("3 open");
    const asked = [{ protocol: "http", count: 600, errors: 12, unanswered: 0, p50Seconds: null, p99Seconds: null }];
    expect(metricLine(figuresOf([edge({ requests: asked })], 10), nothing)).toBe("60 req/s · 2\u202f% errors");
    const well = [{ ...asked[0]!, errors: 0 }];
    expect(metricLine(figuresOf([edge({ requests: well })], 10), nothing)).toBe("60 req/s");
    expect(metricLine(nothing, nothing)).toBe("no connections seen");
  });
});

describe("status", () => {
  it("of several is the worst", () => {
    expect(worst(["ok", "warning", "critical"])).toBe("critical");
    expect(worst(["ok", "unknown"])).toBe("ok");
    expect(worst([])).toBe("unknown");
  });

  it("sorts what needs somebody first", () => {
    expect((["ok", "unknown", "hurt", "critical", "warning"] as const).toSorted(byStatus)).toEqual([
      "critical",
      "warning",
      "hurt",
      "unknown",
      "ok",
    ]);
  });
});

describe("who is hurt by others", () => {
  const by = (...names: string[]) => names.map((name) => ({ service: name, name }));

  it("is told apart from who is healthy, and never hides what is its own", () => {
    expect(markOf(service({ hurtBy: by("b") }))).toBe("hurt");
    expect(markOf(service())).toBe("ok");
    expect(markOf(service({ status: "warning", hurtBy: by("b") }))).toBe("warning");
  });

  it("is said in words, with the names of two at most", () => {
    expect(markWord(service({ hurtBy: by("b") }))).toBe("hurt by b");
    expect(markWord(service({ hurtBy: by("b", "c", "d", "e") }))).toBe("hurt by b, c and 2 more");
    expect(markWord(service())).toBe("healthy");
  });

  it("makes a group of healthy ones no healthy one", () => {
    expect(worst(["ok", "hurt", "unknown"])).toBe("hurt");
    expect(worst(["hurt", "warning"])).toBe("warning");
  });
});

describe("a window that began before anybody watched", () => {
  const window = { from: "2026-03-10T14:00:00Z", to: "2026-03-10T14:30:00Z", stepSeconds: 10 };

  it("has rates of the time that was watched, and says so", () => {
    const late = { ...window, measuredFrom: "2026-03-10T14:28:00Z" };
    expect(windowSeconds(late)).toBe(120);
    expect(watchedSince(late)).toBe(Date.parse(late.measuredFrom));
  });

  it("has rates of all of it otherwise", () => {
    expect(windowSeconds({ ...window, measuredFrom: "2026-03-10T14:00:10Z" })).toBe(1790);
    expect(watchedSince({ ...window, measuredFrom: "2026-03-10T14:00:10Z" })).toBeNull();
    expect(windowSeconds({ ...window, measuredFrom: null })).toBe(1800);
    expect(watchedSince({ ...window, measuredFrom: null })).toBeNull();
  });
});
