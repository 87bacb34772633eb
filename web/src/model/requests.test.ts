import { describe, expect, it } from "vitest";
import type { Requests } from "../api/types";
import { addedUp, requestFigures, requestLine } from "./requests";

const http: Requests = {
  protocol: "http",
  count: 600,
  errors: 6,
  unanswered: 3,
  p50Seconds: 0.004,
  p99Seconds: 0.031,
};

describe("requests", () => {
  it("are told per second, with the share that failed", () => {
    expect(requestFigures(http, 60)).toMatchObject({ rate: 10, errorShare: 0.01, unansweredShare: 0.005 });
    expect(requestLine(requestFigures(http, 60))).toBe("10/s · 1.5\u202f% failed · p99 31\u202fms");
  });

  it("of several edges have no quantile, the busiest protocol first", () => {
    const added = addedUp([http, { ...http, protocol: "dns", count: 900, errors: 0, unanswered: 0 }, http], 60);

    expect(added.map((f) => [f.protocol, f.rate, f.p99Seconds])).toEqual([
      ["http", 20, null],
      ["dns", 15, 0.031],
    ]);
  });

  it("without a request have no share", () => {
    expect(requestFigures({ ...http, count: 0, errors: 0, unanswered: 0 }, 60).failedShare).toBeNull();
  });
});
