import type { Arrow } from "./types";

/** Column of each box: as far right as its longest way in, then callers pulled to what they call. Arrows must be free of cycles. */
export function layersOf(ids: readonly string[], arrows: readonly Arrow[]): Map<string, number> {
  const out = new Map<string, string[]>(ids.map((id) => [id, []]));
  const waiting = new Map<string, number>(ids.map((id) => [id, 0]));
  for (const { source, target } of arrows) {
    out.get(source)!.push(target);
    waiting.set(target, waiting.get(target)! + 1);
  }
  const sources = ids.filter((id) => waiting.get(id) === 0);
  const layer = new Map<string, number>(ids.map((id) => [id, 0]));
  const order = [...sources];
  for (const id of order) {
    for (const target of out.get(id)!) {
      layer.set(target, Math.max(layer.get(target)!, layer.get(id)! + 1));
      const left = waiting.get(target)! - 1;
      waiting.set(target, left);
      if (left === 0) order.push(target);
    }
  }
  for (const id of sources) {
    const nearest = Math.min(...out.get(id)!.map((target) => layer.get(target)!));
    if (Number.isFinite(nearest)) layer.set(id, nearest - 1);
  }
  return layer;
}
