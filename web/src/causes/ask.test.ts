import { expect, it } from "vitest";
import type { KeptCause } from "../api/causes";
import { causeHref, placeOf } from "../url/causes";
import { pageOf } from "../url/location";
import { answerAmong } from "./ask";

const question = { service: "orders~shop", from: "2026-03-10T14:20:03Z", to: "2026-03-10T14:32:03Z" };
const kept = (change: Partial<KeptCause>): KeptCause => ({
  id: "c9",
  askedAt: "2026-03-10T14:32:04Z",
  service: "orders~shop",
  from: "2026-03-10T14:20:00Z",
  to: "2026-03-10T14:32:10Z",
  basis: "live",
  conclusion: "noFault",
  cause: null,
  kind: null,
  confidence: null,
  summary: "",
  ...change,
});

it.each([
  ["its time was widened to whole steps", {}, true],
  ["it was asked before", { askedAt: "2026-03-10T14:31:00Z" }, false],
  ["it is of another service", { service: "cart~shop" }, false],
  ["it begins later", { from: "2026-03-10T14:20:10Z" }, false],
  ["it ends earlier", { to: "2026-03-10T14:32:00Z" }, false],
])("an answer that nobody waited for is found again: %s", (_, change, found) => {
  const note = { question, sentAt: Date.parse("2026-03-10T14:32:04.500Z"), href: null };
  expect(answerAmong([kept(change)], note)?.id).toBe(found ? "c9" : undefined);
});

it("an answer's address bears its service and its time", () => {
  expect(causeHref({ id: "a b", ...question, from: "2026-03-10T14:20:00.000Z" })).toBe(
    "/causes/a%20b?service=orders~shop&from=2026-03-10T14:20:00Z&to=2026-03-10T14:32:03Z",
  );
});

it.each([
  ["/services/a~b?tab=requests", "/services/a~b?tab=requests&from=2026-03-10T14:20:03Z&to=2026-03-10T14:32:03Z"],
  ["/map?from=now-1h&to=now", "/map?from=now-1h&to=now"],
  ["", null],
  ["https://elsewhere.example/", null],
  ["//elsewhere.example/", null],
])("the link %j leads to %j", (link, place) => {
  expect(placeOf(link, question)).toBe(place);
});

it.each([
  ["/causes", { at: "causes" }],
  ["/causes/ask", { at: "ask" }],
  ["/causes/0f3c", { at: "cause", id: "0f3c" }],
  ["/causes/0f3c/more", { at: "nowhere" }],
  ["/services/a~b", { at: "service", id: "a~b" }],
  ["/maps", { at: "nowhere" }],
])("%s is the page %j", (path, page) => {
  expect(pageOf(path)).toEqual(page);
});
