import type { Graph } from "../model/graph";
import type { Setter } from "../url/location";
import type { MapState } from "../url/map";
import { BundleDrawer, EdgeDrawer, ManyDrawer } from "./LineDrawer";
import { ServiceDrawer } from "./ServiceDrawer";
import type { MapView } from "./view";

interface Props {
  graph: Graph;
  view: MapView;
  state: MapState;
  onState: Setter<MapState>;
}

/** The drawer of whatever is selected; nothing where that is not in this range. */
export function Selection({ graph, view, state, onState }: Props) {
  if (state.line) {
    const { source, target } = state.line;
    const edge = graph.outOf(source).find((e) => e.target === target);
    if (edge) return <EdgeDrawer edge={edge} graph={graph} onState={onState} />;
    const line = view.lines.find((l) => l.source === source && l.target === target);
    return line ? <BundleDrawer line={line} graph={graph} onState={onState} /> : null;
  }
  if (state.sel === null) return null;
  const service = graph.services.get(state.sel);
  if (service) return <ServiceDrawer service={service} graph={graph} state={state} onState={onState} />;
  const box = view.boxes.find((b) => b.id === state.sel);
  return box && box.type !== "service" ? <ManyDrawer box={box} state={state} onState={onState} /> : null;
}
