import type { ReactNode } from "react";
import type { Window } from "../api/types";
import { watchedSince } from "../model/figures";
import { count, plural } from "../model/format";
import type { Graph } from "../model/graph";
import { usePreferences } from "../shell/preferences";
import { clock } from "../time/format";
import type { Setter } from "../url/location";
import type { MapState } from "../url/map";
import { OPEN_ALL } from "./fold";
import css from "./Notices.module.css";
import { isGrid, standing, type MapView } from "./view";

interface Props {
  view: MapView;
  graph: Graph;
  state: MapState;
  onState: Setter<MapState>;
  window: Window;
  /** What a limit of the server has kept out. */
  dropped: Record<string, number>;
}

/** Whatever the picture leaves out is said, with the way to see it. */
export function Notices({ view, graph, state, onState, window, dropped }: Props) {
  const { utc } = usePreferences();
  const since = watchedSince(window);
  const shown = state.table ? graph.services.size - view.hidden : view.boxes.filter((b) => b.type === "service").length;
  return (
    <div className={css.notices}>
      {shown > 0 && <span>{plural(shown, "service")}</span>}
      {since !== null && <span>watched since {clock(since, utc)}; rates are of that time</span>}
      {!state.table &&
        (view.groupedBy ? <Groups {...{ view, state, onState, shown }} /> : <Folds {...{ view, state, onState }} />)}
      {view.lostFocus && (
        <span className={css.lost}>
          “{state.focus}” was not seen in this time range, so all is shown —{" "}
          <Do onPress={() => onState({ focus: null, depth: 1 })}>forget it</Do>
        </span>
      )}
      {view.hidden > 0 && (
        <span>
          {count(view.hidden)} hidden by {hiders(state)} —{" "}
          <Do onPress={() => onState({ q: "", sick: false, focus: null, depth: 1 })}>show</Do>
        </span>
      )}
      {graph.endless > 0 && (
        <span className={css.lost}>{plural(graph.endless, "connection")} of unknown ends left out</span>
      )}
      {Object.entries(dropped)
        .filter(([, n]) => n > 0)
        .map(([what, n]) => (
          <span key={what} className={css.lost}>
            {count(n)} {what} left out by a limit of the server
          </span>
        ))}
    </div>
  );
}

type Part = Pick<Props, "view" | "state" | "onState">;

function Do({ children, onPress }: { children: ReactNode; onPress: () => void }) {
  return (
    <button type="button" onClick={onPress}>
      {children}
    </button>
  );
}

function hiders(state: MapState): string {
  const names = [
    state.q !== "" && "the filter",
    state.sick && "“unhealthy and neighbours”",
    state.focus !== null && "the focus",
  ].filter(Boolean);
  return names.join(" and ");
}

function Folds({ view, state, onState }: Part) {
  if (view.folded > 0)
    return (
      <span>
        {count(view.folded)} outside hosts folded —{" "}
        <Do onPress={() => onState({ open: [...state.open, OPEN_ALL] })}>show</Do>
      </span>
    );
  if (state.open.length === 0) return null;
  return (
    <span>
      outside hosts unfolded — <Do onPress={() => onState({ open: [] })}>fold</Do>
    </span>
  );
}

function Groups({ view, state, onState, shown }: Part & { shown: number }) {
  const stands = standing(view, state.lines);
  const quiet = isGrid(view) ? view.lines.filter((line) => !stands(line)).length : 0;
  return (
    <>
      <span>
        {count(view.folded)} {shown > 0 ? "more" : "services"} as one box per {view.groupedBy}
        {state.by === null && ": too many to draw"}. Open a box, or{" "}
        <Do onPress={() => onState({ table: true })}>see all in the table</Do>
      </span>
      {quiet > 0 && (
        <span>
          {plural(quiet, "healthy line")} only where you point — <Do onPress={() => onState({ lines: true })}>show</Do>
        </span>
      )}
      {isGrid(view) && state.lines && (
        <span>
          all lines shown — <Do onPress={() => onState({ lines: false })}>hide healthy ones</Do>
        </span>
      )}
      {view.opened.map((group) => (
        <Do key={group.id} onPress={() => onState({ open: state.open.filter((id) => id !== group.id) })}>
          close {group.label}
        </Do>
      ))}
    </>
  );
}
