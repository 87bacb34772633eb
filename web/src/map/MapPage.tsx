import { useCallback, useMemo, useRef, type RefObject } from "react";
import { useMap } from "../api/queries";
import type { MapAnswer } from "../api/types";
import { graphOf } from "../model/graph";
import { useKeys, type KeyBinding } from "../shell/keys";
import { NoData } from "../shell/NoData";
import { Empty, Loaded } from "../ui/State";
import { Button, IconButton } from "../ui/Button";
import { goTo, servicePath, useRange, useUrlState, type Setter } from "../url/location";
import { mapCodec, type MapState } from "../url/map";
import { Legend } from "./Legend";
import { MapCanvas, type CanvasHandle } from "./MapCanvas";
import css from "./MapPage.module.css";
import { MapTable } from "./MapTable";
import { Notices } from "./Notices";
import { selectedIn, Selection } from "./Selection";
import { Toolbar } from "./Toolbar";
import { steadyView, type MapLine } from "./view";

export default function MapPage() {
  const [range] = useRange();
  const [state, set] = useUrlState(mapCodec);
  const query = useMap(range);
  return (
    <div className={css.page}>
      <h1 className="sr">Service map</h1>
      <Loaded query={query} empty={(data) => (data.services.length === 0 ? <NoData window={data} /> : null)}>
        {(data) => <Filled data={data} state={state} onState={set} />}
      </Loaded>
    </div>
  );
}

function Filled({ data, state, onState }: { data: MapAnswer; state: MapState; onState: Setter<MapState> }) {
  const canvas = useRef<CanvasHandle>(null);
  const graph = useMemo(() => graphOf(data), [data]);
  const scope = JSON.stringify([state.q, state.sick, state.focus, state.depth, state.open, state.by]);
  const view = useMemo(() => steadyView(graph, state, scope), [graph, scope]);
  const pick = useCallback((id: string | null) => onState({ sel: id, line: null }), [onState]);
  const pickLine = useCallback(
    (line: MapLine) => onState({ sel: null, line: { source: line.source, target: line.target } }),
    [onState],
  );
  const open = (id: string) => {
    if (graph.services.has(id)) goTo(servicePath(id));
    else onState({ sel: null, open: [...state.open, id] });
  };
  const close = (id: string) => onState({ open: state.open.filter((one) => one !== id) });
  const selected = selectedIn(state, graph, view);
  const drawerOpen = selected !== null;
  const insets = useMemo(() => insetsOf(drawerOpen), [drawerOpen]);
  const notices = (
    <Notices view={view} graph={graph} state={state} onState={onState} window={data} dropped={data.dropped} />
  );
  return (
    <>
      <Toolbar state={state} onState={onState} graph={graph} mistakes={view.mistakes} shifted={drawerOpen} />
      {view.boxes.length === 0 ? (
        <NothingMatches onState={onState} />
      ) : state.table ? (
        <MapTable graph={graph} view={view} state={state} onState={onState}>
          {notices}
        </MapTable>
      ) : (
        <>
          <MapCanvas
            ref={canvas}
            graph={graph}
            view={view}
            state={state}
            insets={insets}
            scope={scope}
            onPick={pick}
            onPickLine={pickLine}
            onOpen={open}
            onClose={close}
          />
          <ZoomButtons canvas={canvas} shifted={drawerOpen} />
          <Legend shifted={drawerOpen}>{notices}</Legend>
        </>
      )}
      {selected && <Selection selected={selected} graph={graph} view={view} state={state} onState={onState} />}
    </>
  );
}

/** What lies over the edges of the map: bars, and the drawer at the right, or at the bottom of a small screen. */
function insetsOf(drawerOpen: boolean) {
  const small = innerWidth <= 640;
  const narrow = small || (drawerOpen && innerWidth <= 1320);
  return {
    top: narrow ? 76 : 44,
    right: drawerOpen && !small ? 360 : 0,
    bottom: drawerOpen && small ? innerHeight * 0.52 : 44,
    drawer: drawerOpen,
  };
}

function NothingMatches({ onState }: { onState: Setter<MapState> }) {
  return (
    <Empty
      title="No service matches"
      action={
        <Button kind="primary" onPress={() => onState({ q: "", sick: false, focus: null, depth: 1 })}>
          Show all
        </Button>
      }
    >
      The filter, or “unhealthy and neighbours”, leaves nothing in this time range.
    </Empty>
  );
}

function ZoomButtons({ canvas, shifted }: { canvas: RefObject<CanvasHandle | null>; shifted: boolean }) {
  useKeys(
    useMemo<KeyBinding[]>(
      () => [
        { keys: "f", label: "Fit the map", group: "Map", run: () => canvas.current?.fit() },
        { keys: "a", label: "Arrange the map anew", group: "Map", run: () => canvas.current?.arrange() },
        { keys: "+", label: "Nearer", group: "Map", run: () => canvas.current?.zoomBy(1.3) },
        { keys: "-", label: "Farther", group: "Map", run: () => canvas.current?.zoomBy(1 / 1.3) },
      ],
      [canvas],
    ),
  );
  return (
    <div className={`${css.zoom} ${shifted ? css.shifted : ""}`}>
      <IconButton icon="plus" label="Nearer" keys="+" onPress={() => canvas.current?.zoomBy(1.3)} />
      <IconButton icon="minus" label="Farther" keys="-" onPress={() => canvas.current?.zoomBy(1 / 1.3)} />
      <IconButton icon="map" label="Arrange the map anew" keys="a" onPress={() => canvas.current?.arrange()} />
      <IconButton icon="fit" label="Fit the map" keys="f" onPress={() => canvas.current?.fit()} />
    </div>
  );
}
