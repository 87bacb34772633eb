import { expect, it } from "vitest";
import type { Moment } from "../api/causes";
import { onsetOf, troubleOf } from "./onset";

const at = (minute: number) => `2026-03-10T14:${minute}:00.000Z`;
const moment = (minute: number, service: string | null): Moment => ({ time: at(minute), service, sentence: "" });
const answer = (...timeline: Moment[]) => ({ service: "nginx", from: at(20), to: at(30), timeline });

it.each([
  ["it was felt", [moment(23, "payments"), moment(24, "nginx"), moment(26, "nginx")], 24],
  ["the first is told that nobody felt", [moment(25, "payments"), moment(23, null)], 23],
  ["the time that was asked about does, without a timeline", [], 20],
  ["it did before that time", [moment(12, "nginx")], 12],
] as const)("begins when %s", (_, timeline, minute) => {
  expect(onsetOf(answer(...timeline))).toBe(Date.parse(at(minute)));
});

it("is shown as far as it was asked about", () => {
  expect(troubleOf(answer(moment(12, "nginx")))).toEqual({ from: at(20), to: at(30) });
  expect(troubleOf(answer(moment(24, "nginx")))).toEqual({ from: at(24), to: at(30) });
});
