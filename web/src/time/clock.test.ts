import { beforeEach, describe, expect, it } from "vitest";
import { clockOffset, heardDateHeader, heardServerTime, onClockChange } from "./clock";

const NOON = Date.parse("2026-03-10T12:00:00Z");
const HOUR = 3_600_000;

beforeEach(() => heardServerTime(NOON, NOON, NOON));

describe("the server's clock", () => {
  it("is this computer's while they agree to a few seconds", () => {
    heardDateHeader("Tue, 10 Mar 2026 12:00:01 GMT", NOON, NOON + 200);
    expect(clockOffset()).toBe(0);
  });

  it("counts where this computer is an hour behind", () => {
    heardDateHeader("Tue, 10 Mar 2026 13:00:00 GMT", NOON, NOON);
    expect(clockOffset()).toBe(HOUR + 500);
  });

  it("is not moved by answers that took long", () => {
    heardServerTime(NOON + 6_000, NOON, NOON + 8_000);
    expect(clockOffset()).toBe(0);
  });

  it("does not tremble with each answer", () => {
    heardServerTime(NOON + HOUR, NOON, NOON);
    let changes = 0;
    const stop = onClockChange(() => changes++);
    for (const tremble of [900, -700, 2_000]) heardServerTime(NOON + HOUR + tremble, NOON, NOON + 100);
    stop();
    expect([changes, clockOffset()]).toEqual([0, HOUR]);
  });

  it("is left alone by an answer without a date", () => {
    heardDateHeader(null, NOON, NOON);
    heardDateHeader("yesterday", NOON, NOON);
    expect(clockOffset()).toBe(0);
  });
});
