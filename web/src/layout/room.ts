import type { Placed, Point, Spacing } from "./types";

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What is taken already, and where there is still room. */
export class Room {
  private readonly rects: Rect[] = [];

  constructor(private readonly spacing: Spacing) {}

  take(rect: Rect) {
    this.rects.push(rect);
  }

  /** A line that passes a column runs level between two points. */
  takeRoute(points: readonly Point[]) {
    points.forEach((point, i) => {
      const next = points[i + 1];
      if (next && next.y === point.y && next.x > point.x)
        this.take({ x: point.x, y: point.y, width: next.x - point.x, height: 0 });
    });
  }

  isFree(rect: Rect): boolean {
    return !this.near(rect).some(
      (taken) =>
        rect.y < taken.y + taken.height + this.gap(taken, rect) &&
        taken.y < rect.y + rect.height + this.gap(taken, rect),
    );
  }

  /** The height nearest to the wish at which a rectangle of this column is free. */
  yNear(rect: Rect): number {
    const blockers = this.near(rect);
    const candidates = blockers.flatMap((taken) => [
      taken.y + taken.height + this.gap(taken, rect),
      taken.y - rect.height - this.gap(taken, rect),
    ]);
    const free = [rect.y, ...candidates].filter((y) => this.isFree({ ...rect, y }));
    return free.reduce((best, y) => (Math.abs(y - rect.y) < Math.abs(best - rect.y) ? y : best), free[0] ?? rect.y);
  }

  private near(rect: Rect): Rect[] {
    const side = this.spacing.columnGap / 4;
    return this.rects.filter((taken) => rect.x < taken.x + taken.width + side && taken.x < rect.x + rect.width + side);
  }

  private gap(a: Rect, b: Rect): number {
    return a.height > 0 && b.height > 0 ? this.spacing.rowGap : this.spacing.passGap;
  }
}

export function boundsOf(rects: Iterable<Rect>): Rect {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of rects) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return right < left
    ? { x: 0, y: 0, width: 0, height: 0 }
    : { x: left, y: top, width: right - left, height: bottom - top };
}

export function centreOf(box: Placed): number {
  return box.y + box.height / 2;
}
