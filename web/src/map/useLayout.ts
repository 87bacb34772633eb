import { useCallback, useEffect, useState } from "react";
import { gridLayout, type Block } from "../layout/grid";
import { layout as layOut } from "../layout/layout";
import { refresh } from "../layout/refresh";
import type { Layout } from "../layout/types";
import { sizeOf } from "./boxes";
import { recall, remember } from "./places";
import { isGrid, type MapView } from "./view";

interface Drawn {
  view: MapView;
  scope: string;
  layout: Layout;
}

/**
 * Where everything stands. Refreshed data moves nothing; choosing to see something else (another scope) lays out anew,
 * in the order of before. What was arranged once is found again after a visit to another page or a reload.
 */
export function useLayout(view: MapView, scope: string): { layout: Layout; arrange: () => void } {
  const [drawn, setDrawn] = useState<Drawn>(() => ({ view, scope, layout: next(view, recall(scope)) }));
  let { layout } = drawn;
  if (drawn.view !== view) {
    layout = drawn.scope === scope ? next(view, layout) : next(view, recall(scope), layout);
    setDrawn({ view, scope, layout });
  }
  useEffect(() => remember(scope, layout), [scope, layout]);
  const arrange = useCallback(() => setDrawn((was) => ({ ...was, layout: next(was.view) })), []);
  return { layout, arrange };
}

/** `former` is the same picture before; `other` another one, good for its order alone. */
function next(view: MapView, former?: Layout, other?: Layout): Layout {
  if (isGrid(view))
    return inCells(
      view,
      [former, other].find((l) => l?.cells),
    );
  const boxes = view.boxes.map(sizeOf);
  if (former && !former.cells) return refresh(boxes, arrowsOf(view), former);
  return layOut(boxes, arrowsOf(view), other?.cells ? undefined : other);
}

function inCells(view: MapView, former: Layout | undefined): Layout {
  const shown = new Map(view.opened.flatMap((group) => group.shown.map((id) => [id, group.id])));
  const blocks = view.opened.map<Block>((group) => ({
    id: group.id,
    label: `${group.label} · ${group.shown.length < group.size ? `${group.shown.length} of ` : ""}${group.size} services`,
    boxes: view.boxes.filter((box) => shown.get(box.id) === group.id).map(sizeOf),
  }));
  const cells = view.boxes.filter((box) => !shown.has(box.id)).map(sizeOf);
  return gridLayout(cells, blocks, arrowsOf(view), former);
}

function arrowsOf(view: MapView) {
  return view.lines.map((l) => ({ source: l.source, target: l.target, weight: 1 }));
}
