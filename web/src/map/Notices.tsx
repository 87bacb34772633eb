import { count, plural } from "../model/format";
import type { Setter } from "../url/location";
import type { MapState } from "../url/map";
import { OPEN_ALL } from "./fold";
import css from "./Notices.module.css";
import type { MapView } from "./view";

interface Props {
  view: MapView;
  state: MapState;
  onState: Setter<MapState>;
  /** What a limit of the server has kept out. */
  dropped: Record<string, number>;
}

/** Whatever the picture leaves out is said, with the way to see it. */
export function Notices({ view, state, onState, dropped }: Props) {
  const lost = Object.entries(dropped).filter(([, n]) => n > 0);
  const shown = view.boxes.filter((b) => b.type === "service").length;
  return (
    <div className={css.notices} role="status">
      {shown > 0 && <span>{plural(shown, "service")}</span>}
      {view.groupedBy && (
        <span>
          {count(view.folded)} {shown > 0 ? "more" : "services"} as one box per {view.groupedBy}: too many to draw.
          Select a box to open it, or{" "}
          <button type="button" onClick={() => onState({ table: true })}>
            see all in the table
          </button>
        </span>
      )}
      {!view.groupedBy && view.folded > 0 && (
        <span>
          {count(view.folded)} outside hosts folded —{" "}
          <button type="button" onClick={() => onState({ open: [...state.open, OPEN_ALL] })}>
            show
          </button>
        </span>
      )}
      {!view.groupedBy && view.folded === 0 && state.open.length > 0 && (
        <span>
          outside hosts unfolded —{" "}
          <button type="button" onClick={() => onState({ open: [] })}>
            fold
          </button>
        </span>
      )}
      {view.groupedBy && state.open.length > 0 && (
        <button type="button" onClick={() => onState({ open: [] })}>
          close all {view.groupedBy}s
        </button>
      )}
      {view.hidden > 0 && (
        <span>
          {count(view.hidden)} hidden —{" "}
          <button type="button" onClick={() => onState({ q: "", sick: false, focus: null, depth: 1 })}>
            show
          </button>
        </span>
      )}
      {lost.map(([what, n]) => (
        <span key={what} className={css.lost}>
          {count(n)} {what} left out by a limit of the server
        </span>
      ))}
    </div>
  );
}
