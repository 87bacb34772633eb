import { describe, expect, it } from "vitest";
import { DEFAULT_RANGE } from "./range";
import { beforeZoom, zoomInto, zoomOut } from "./zoom";

const at = (clock: string) => Date.parse(`2026-03-10T${clock}Z`);
const NOW = at("14:32:00");

describe("a drag over a chart", () => {
  it("becomes the range, and is undone to the one before, step by step", () => {
    const first = zoomInto(DEFAULT_RANGE, at("14:10:00"), at("14:20:00"));
    const second = zoomInto(first, at("14:12:00"), at("14:14:00"));
    expect(first).toEqual({ from: "2026-03-10T14:10:00Z", to: "2026-03-10T14:20:00Z" });
    expect(zoomOut(second, NOW)).toEqual(first);
    expect(zoomOut(first, NOW)).toEqual(DEFAULT_RANGE);
  });

  it("is at least one step of the data long", () => {
    expect(zoomInto(DEFAULT_RANGE, at("14:00:00"), at("14:00:02")).to).toBe("2026-03-10T14:00:10Z");
  });
});

describe("zooming out of a range that nobody dragged", () => {
  it("doubles it around its middle", () => {
    const range = { from: "2026-03-10T10:00:00Z", to: "2026-03-10T11:00:00Z" };
    expect(beforeZoom(range)).toBeUndefined();
    expect(zoomOut(range, NOW)).toEqual({ from: "2026-03-10T09:30:00Z", to: "2026-03-10T11:30:00Z" });
  });

  it("follows the clock where it would reach beyond now", () => {
    expect(zoomOut({ from: "now-1h", to: "now" }, NOW)).toEqual({ from: "now-2h", to: "now" });
  });
});
