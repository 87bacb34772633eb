import { expect, it } from "vitest";
import type { Candidate, KeptCause } from "../api/causes";
import {
  confidenceFigure,
  confidenceWord,
  figure,
  headline,
  kindWords,
  matches,
  metricWords,
  pathSentence,
} from "./words";

it.each([
  [{ conclusion: "cause", cause: "payments-db", kind: "unavailable" }, "payments-db: takes no connections"],
  [{ conclusion: "cause", cause: "payments-db", kind: "solarFlare" }, "payments-db: solar flare"],
  [{ conclusion: "cause", cause: null, kind: null }, "Cause found"],
  [{ conclusion: "inconclusive", cause: "payments-db", kind: "pool" }, "The cause is not clear"],
  [{ conclusion: "noFault", cause: "payments-db", kind: "pool" }, "No fault found"],
] as const)("%j is told as %s", (answer, words) => {
  expect(headline(answer)).toBe(words);
});

it.each([
  ["closesEarly", "breaks connections off"],
  ["garbageCollection", "garbage collection"],
])("the kind %s is told as %s", (kind, words) => {
  expect(kindWords(kind)).toBe(words);
});

it.each([
  [1, "high", "100\u202f%"],
  [0.999, "high", "99\u202f%"],
  [0.75, "high", "75\u202f%"],
  [0.5, "fair", "50\u202f%"],
  [0.449, "low", "45\u202f%"],
  [0, "low", "0\u202f%"],
])("a confidence of %f is %s, %s", (value, word, digits) => {
  expect(confidenceWord(value)).toBe(word);
  expect(confidenceFigure(value)).toBe(digits);
});

it.each([
  [0.41, "s", "answerTime", "410\u202fms"],
  [0.93, "1/s", "requestsAsked", "0.93/s"],
  [21_000, "1/s", "bytesReceived", "21\u202fkB/s"],
  [19.4, "%", "requestsFailed", "19\u202f%"],
  [0.5, "1", "cpus", "0.5\u202fCPU"],
  [1204, "1", "processesEnded", "1.2k"],
  [null, "s", "answerTime", "–"],
])("%f %s of %s is shown as %s", (value, unit, metric, words) => {
  expect(figure(value, { unit, metric })).toBe(words);
});

it("names what was measured in words", () => {
  expect(metricWords("requestP99")).toBe("request p99");
});

const step = (name: string, relation: Candidate["path"][number]["relation"]) => ({ service: name, name, relation });

it.each([
  [[], ""],
  [[step("a", "asked")], "a"],
  [[step("a", "asked"), step("b", "calledByPrevious"), step("c", "sameNode")], "a calls b, which shares a node with c"],
  [[step("a", "asked"), step("b", "callsPrevious")], "a is called by b"],
])("the path %j is the sentence %s", (path, sentence) => {
  expect(pathSentence({ path } as unknown as Candidate)).toBe(sentence);
});

it.each([
  ["", true],
  ["payments-db", true],
  ["PAYMENTS connections", true],
  ["payments cart", false],
  ["cause found", true],
])("the filter %j leaves it: %s", (q, stays) => {
  const kept: KeptCause = {
    id: "c1",
    askedAt: "2026-03-10T14:32:00Z",
    service: "payments~shop",
    from: "2026-03-10T14:20:00Z",
    to: "2026-03-10T14:32:00Z",
    basis: "live",
    conclusion: "cause",
    cause: "payments-db",
    kind: "unavailable",
    confidence: 0.9,
    summary: "It refuses.",
  };
  expect(matches(kept, q)).toBe(stays);
});
