import { describe, expect, it } from "vitest";
import { rangeLabel, span } from "./format";
import { absolute, instantOf, parseRange, putRange, resolve, shift, toLive } from "./range";

const NOW = Date.parse("2026-03-10T14:32:00Z");
const at = (text: string) => new Date(instantOf(text, NOW, true) ?? Number.NaN).toISOString();

describe("an instant that was typed", () => {
  it.each([
    ["now", "2026-03-10T14:32:00.000Z"],
    ["now-1h", "2026-03-10T13:32:00.000Z"],
    ["NOW - 2 d", "2026-03-08T14:32:00.000Z"],
    ["now+30s", "2026-03-10T14:32:30.000Z"],
    ["14:02", "2026-03-10T14:02:00.000Z"],
    ["23:15", "2026-03-09T23:15:00.000Z"],
    ["2026-03-10 14:02", "2026-03-10T14:02:00.000Z"],
    ["2026-03-10", "2026-03-10T00:00:00.000Z"],
    ["2026-03-10T14:02:00Z", "2026-03-10T14:02:00.000Z"],
    ["2026-03-10T16:02:00+02:00", "2026-03-10T14:02:00.000Z"],
  ])("%s is %s", (text, expected) => expect(at(text)).toBe(expected));

  it.each(["", "yesterday", "now-1y", "25:00", "2026-13-01", "14", "-30m"])("%s is none", (text) =>
    expect(instantOf(text, NOW)).toBeNull(),
  );
});

describe("a range", () => {
  const live = { from: "now-30m", to: "now" };

  it("moves half its width back and is then fixed", () => {
    expect(shift(live, -1, NOW)).toEqual({ from: "2026-03-10T13:47:00Z", to: "2026-03-10T14:17:00Z" });
  });

  it("moved forward beyond now follows the clock", () => {
    const past = { from: "2026-03-10T13:52:00Z", to: "2026-03-10T14:22:00Z" };
    expect(shift(past, 1, NOW)).toEqual(live);
  });

  it("keeps its width when it goes live again", () => {
    expect(toLive({ from: "2026-03-01T10:00:00Z", to: "2026-03-01T11:00:00Z" }, NOW)).toEqual({
      from: "now-1h",
      to: "now",
    });
    expect(toLive({ from: "2026-03-01T10:00:00Z", to: "2026-03-01T10:01:40Z" }, NOW)).toEqual({
      from: "now-100s",
      to: "now",
    });
  });

  it("is fixed for a link that others open", () => {
    expect(absolute(live, NOW)).toEqual({ from: "2026-03-10T14:02:00Z", to: "2026-03-10T14:32:00Z" });
  });

  it("that ends before it begins is the usual one", () => {
    expect(resolve({ from: "now", to: "now-1h" }, NOW)).toEqual(resolve(live, NOW));
  });

  it.each(["", "from=now-6h", "from=2026-03-10T14:02:00Z&to=2026-03-10T14:32:00Z", "from=now-2h&to=now-1h"])(
    "survives the URL: %s",
    (search) => {
      const params = new URLSearchParams();
      putRange(params, parseRange(new URLSearchParams(search)));
      expect(parseRange(params)).toEqual(parseRange(new URLSearchParams(search)));
    },
  );

  it("that is nonsense in the URL is the usual one", () => {
    expect(parseRange(new URLSearchParams("from=soon&to=later"))).toEqual(live);
  });
});

describe("words for a range", () => {
  it.each([
    [{ from: "now-30m", to: "now" }, "Last 30 min"],
    [{ from: "now-100s", to: "now" }, "Last 2 min"],
    [{ from: "2026-03-10T13:00:00Z", to: "2026-03-10T14:30:00Z" }, "1 h 30 min"],
  ])("%o", (range, label) => expect(rangeLabel(range, NOW)).toBe(label));

  it("name the day only where it is not today, and seconds only where the time is short", () => {
    const hour = 3_600_000;
    expect(span(NOW - hour, NOW, true, NOW)).toBe("13:32–14:32");
    expect(span(NOW - 50_000, NOW - 10_000, true, NOW)).toMatch(/^\d\d:\d\d:\d\d–\d\d:\d\d:\d\d$/);
    expect(span(NOW - 25 * hour, NOW - 24 * hour, true, NOW)).toBe("9 Mar 13:32–14:32");
    expect(span(NOW - 24 * hour, NOW, true, NOW)).toBe("9 Mar 14:32 – 10 Mar 14:32");
  });
});
