import { useCallback, useEffect, useState } from "react";
import { layout as layOut } from "../layout/layout";
import { refresh } from "../layout/refresh";
import type { Layout } from "../layout/types";
import { sizeOf } from "./boxes";
import { recall, remember } from "./places";
import type { MapView } from "./view";

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
  const arrange = useCallback(
    () => setDrawn((was) => ({ ...was, layout: layOut(was.view.boxes.map(sizeOf), arrowsOf(was.view)) })),
    [],
  );
  return { layout, arrange };
}

function next(view: MapView, former?: Layout, seeds?: Layout): Layout {
  const boxes = view.boxes.map(sizeOf);
  return former ? refresh(boxes, arrowsOf(view), former) : layOut(boxes, arrowsOf(view), seeds);
}

function arrowsOf(view: MapView) {
  return view.lines.map((l) => ({ source: l.source, target: l.target, weight: 1 }));
}
