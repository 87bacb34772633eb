import { centreOf, type Room } from "./room";
import type { Placed, Point } from "./types";

/** An arrow that runs back is moved a little, so that it does not lie on one that runs forth between the same two. */
const ASIDE = 9;

/** A way between two boxes that stay where they are: past the boxes of the columns between. */
export function routeBetween(source: Placed, target: Placed, columns: readonly number[], room: Room): Point[] {
  if (source.x === target.x) return [rightOf(source), rightOf(target)];
  if (source.x > target.x)
    return past(target, source, columns, room)
      .reverse()
      .map(({ x, y }) => ({ x, y: y + ASIDE }));
  return past(source, target, columns, room);
}

function past(from: Placed, to: Placed, columns: readonly number[], room: Room): Point[] {
  const [start, end] = [rightOf(from), { x: to.x, y: centreOf(to) }];
  const points = [start];
  for (const x of columns) {
    if (x <= start.x || x + from.width >= end.x) continue;
    const wish = start.y + ((end.y - start.y) * (x - start.x)) / (end.x - start.x);
    const y = room.yNear({ x, y: wish, width: from.width, height: 0 });
    points.push({ x, y }, { x: x + from.width, y });
  }
  return [...points, end];
}

function rightOf(box: Placed): Point {
  return { x: box.x + box.width, y: centreOf(box) };
}
