import { useCallback, useMemo, useRef } from "react";
import { useMap } from "../api/queries";
import { graphOf } from "../model/graph";
import { goTo, servicePath, useRange, useUrlState } from "../url/location";
import { mapCodec } from "../url/map";
import { Legend } from "./Legend";
import { MapCanvas, type CanvasHandle } from "./MapCanvas";
import css from "./MapPage.module.css";
import { viewOf, type MapLine } from "./view";

const INSETS = { top: 44, right: 0, bottom: 40 };

export default function MapPage() {
  const [range] = useRange();
  const [state, set] = useUrlState(mapCodec);
  const { data } = useMap(range);
  const canvas = useRef<CanvasHandle>(null);
  const graph = useMemo(() => (data ? graphOf(data) : null), [data]);
  const scope = JSON.stringify([state.q, state.sick, state.focus, state.depth, state.open]);
  const view = useMemo(() => (graph ? viewOf(graph, state) : null), [graph, scope]);
  const pick = useCallback((id: string | null) => set({ sel: id, line: null }), [set]);
  const pickLine = useCallback(
    (line: MapLine) => set({ sel: null, line: { source: line.source, target: line.target } }),
    [set],
  );
  if (!graph || !view) return null;
  return (
    <div className={css.page}>
      <MapCanvas
        ref={canvas}
        graph={graph}
        view={view}
        state={state}
        insets={INSETS}
        scope={scope}
        onPick={pick}
        onPickLine={pickLine}
        onOpen={(id) => goTo(servicePath(id))}
      />
      <Legend />
    </div>
  );
}
