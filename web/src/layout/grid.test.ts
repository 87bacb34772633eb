import { describe, expect, it } from "vitest";
import { gridLayout } from "./grid";
import type { Arrow, Box } from "./types";

const boxes = (...ids: string[]): Box[] => ids.map((id) => ({ id, width: 176, height: 50 }));
const teams = (n: number) => Array.from({ length: n }, (_, i) => `team-${String(i).padStart(2, "0")}`);
const arrow = (source: string, target: string): Arrow => ({ source, target, weight: 1 });
const at = (l: ReturnType<typeof gridLayout>, id: string) => ({ x: l.boxes.get(id)!.x, y: l.boxes.get(id)!.y });

describe("boxes in cells", () => {
  it("have about the shape of a screen", () => {
    const l = gridLayout(boxes(...teams(67)), [], []);
    expect(l.width / l.height).toBeGreaterThan(1.2);
    expect(l.width / l.height).toBeLessThan(2.2);
  });

  it("keep their cells while others come, go and come back", () => {
    const first = gridLayout(boxes(...teams(20)), [], []);
    const fewer = gridLayout(boxes(...teams(20).filter((t) => t !== "team-03")), [], [], first);
    const more = gridLayout(boxes(...teams(20), "another"), [], [], fewer);
    for (const id of teams(20)) expect(at(more, id)).toEqual(at(first, id));
    expect(
      [...more.boxes.values()].filter((b) => b.x === at(more, "another").x && b.y === at(more, "another").y),
    ).toHaveLength(1);
  });

  it("make room above for an opened block, with its lines and a border around it", () => {
    const l = gridLayout(
      boxes("b", "c"),
      [{ id: "a", label: "team a", boxes: boxes("a1", "a2") }],
      [arrow("a1", "a2"), arrow("a2", "b")],
    );
    const [frame] = l.frames!;
    for (const id of ["a1", "a2"]) {
      expect(at(l, id).x).toBeGreaterThan(frame!.x);
      expect(at(l, id).y + 50).toBeLessThan(frame!.y + frame!.height);
    }
    expect(at(l, "b").y).toBeGreaterThan(frame!.y + frame!.height);
    expect([...l.routes.keys()].sort()).toEqual(["a1\ta2", "a2\tb"]);
  });

  it("are the same as before while nothing came or went", () => {
    const first = gridLayout(boxes(...teams(9)), [], []);
    expect(gridLayout(boxes(...teams(9)), [], [], first)).toBe(first);
  });
});
