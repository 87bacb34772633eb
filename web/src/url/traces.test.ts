import { describe, expect, it } from "vitest";
import { durationOf, plainSeconds, tracesCodec } from "./traces";

const parse = (search: string) => tracesCodec.parse(new URLSearchParams(search));

describe("the address of a list of traces", () => {
  it("says all that is chosen, and comes back the same", () => {
    const search =
      "service=cart~shop&operation=GET /x&status=failed&origin=agent&min=0.25&spans=all&region=2026-03-10T14:00:00Z,2026-03-10T14:01:00Z,0.1,0.5&view=table";
    const params = new URLSearchParams();
    tracesCodec.format(parse(search), params);
    expect(decodeURIComponent(params.toString().replaceAll("+", " "))).toBe(search);
  });

  it("is short where nothing is chosen", () => {
    const params = new URLSearchParams();
    tracesCodec.format(parse(""), params);
    expect(params.toString()).toBe("");
  });

  it("forgets what means nothing", () => {
    for (const search of [
      "status=odd",
      "min=soon",
      "min=-1",
      "region=1,2,3",
      "region=2026-03-10T14:00:00Z,2026-03-10T13:00:00Z,0,1",
      "spans=x",
    ])
      expect(parse(search)).toEqual(parse(""));
  });

  it("may have a region without an upper end", () => {
    expect(parse("region=2026-03-10T14:00:00Z,2026-03-10T14:01:00Z,0.1,").region?.max).toBeNull();
  });
});

describe("durations", () => {
  it("are read as people write them; a bare number is milliseconds", () => {
    expect(["250 ms", "250", "1.5s", "2 min", "30µs", "0,5 s"].map(durationOf)).toEqual([
      0.25, 0.25, 1.5, 120, 0.00003, 0.5,
    ]);
    expect(["", "fast", "-1 s", "1 h"].map(durationOf)).toEqual([null, null, null, null]);
  });

  it("are sent as digits", () => {
    expect([0.25, 0.000001024, 3, 0].map(plainSeconds)).toEqual(["0.25", "0.000001024", "3", "0"]);
  });
});
