import type { Edge, Service } from "../api/types";
import type { Graph } from "../model/graph";
import type { Setter } from "../url/location";
import type { MapState } from "../url/map";
import { EdgeDrawer } from "./LineDrawer";
import { BundleDrawer, ManyDrawer, type Many } from "./ManyDrawer";
import { ServiceDrawer } from "./ServiceDrawer";
import type { MapLine, MapView } from "./view";

export type Selected =
  | { type: "service"; service: Service }
  | { type: "edge"; edge: Edge }
  | { type: "bundle"; line: MapLine }
  | { type: "many"; box: Many };

/** What the URL selects, or null where that is not in this range or not in the picture. */
export function selectedIn(state: MapState, graph: Graph, view: MapView): Selected | null {
  if (state.line) {
    const { source, target } = state.line;
    const edge = graph.outOf(source).find((e) => e.target === target);
    if (edge) return { type: "edge", edge };
    const line = view.lines.find((l) => l.source === source && l.target === target);
    return line ? { type: "bundle", line } : null;
  }
  const service = graph.services.get(state.sel ?? "");
  if (service) return { type: "service", service };
  const box = view.boxes.find((b) => b.id === state.sel);
  return box && box.type !== "service" ? { type: "many", box } : null;
}

interface Props {
  selected: Selected;
  graph: Graph;
  view: MapView;
  state: MapState;
  onState: Setter<MapState>;
}

export function Selection({ selected, graph, view, state, onState }: Props) {
  switch (selected.type) {
    case "service":
      return <ServiceDrawer service={selected.service} graph={graph} state={state} onState={onState} />;
    case "edge":
      return <EdgeDrawer edge={selected.edge} graph={graph} onState={onState} />;
    case "bundle":
      return <BundleDrawer line={selected.line} graph={graph} view={view} onState={onState} />;
    case "many":
      return <ManyDrawer box={selected.box} graph={graph} state={state} onState={onState} />;
  }
}
