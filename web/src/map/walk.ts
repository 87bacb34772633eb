import type { Layout, Placed } from "../layout/types";

export type Step = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

export function isStep(key: string): key is Step {
  return key === "ArrowLeft" || key === "ArrowRight" || key === "ArrowUp" || key === "ArrowDown";
}

/** Where an arrow key leads: along the lines to callers and callees, up and down within a column; else to the nearest that way. */
export function walk(
  layout: Layout,
  lines: readonly { source: string; target: string }[],
  from: string,
  step: Step,
): string {
  const here = layout.boxes.get(from);
  if (!here) return layout.boxes.keys().next().value ?? from;
  const all = [...layout.boxes.values()].filter((b) => b.id !== from);
  const sideways = step === "ArrowLeft" || step === "ArrowRight";
  const ahead = all.filter((b) => isAhead(here, b, step));
  const joined = new Set(lines.flatMap((l) => (l.source === from ? [l.target] : l.target === from ? [l.source] : [])));
  const candidates = sideways ? prefer(ahead, (b) => joined.has(b.id)) : prefer(ahead, (b) => b.x === here.x);
  return nearest(here, candidates, sideways)?.id ?? from;
}

function isAhead(here: Placed, other: Placed, step: Step): boolean {
  switch (step) {
    case "ArrowLeft":
      return other.x < here.x;
    case "ArrowRight":
      return other.x > here.x;
    case "ArrowUp":
      return other.y < here.y;
    case "ArrowDown":
      return other.y > here.y;
  }
}

function prefer(boxes: Placed[], wanted: (b: Placed) => boolean): Placed[] {
  const best = boxes.filter(wanted);
  return best.length > 0 ? best : boxes;
}

/** Distance across the way counts more, so that one walks straight on. */
const ACROSS = 2;

function nearest(here: Placed, boxes: readonly Placed[], sideways: boolean): Placed | undefined {
  const far = (b: Placed) => {
    const dx = Math.abs(b.x - here.x);
    const dy = Math.abs(b.y - here.y);
    return sideways ? dx + ACROSS * dy : dy + ACROSS * dx;
  };
  return boxes.reduce<Placed | undefined>((best, b) => (!best || far(b) < far(best) ? b : best), undefined);
}
