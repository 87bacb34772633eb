import { useRef, type KeyboardEvent, type PointerEvent, type RefObject } from "react";
import type uPlot from "uplot";
import { selectedStretch, selectStretch, stretchOf } from "./selection";

/** Fewer pixels than this are a click, not a stretch. */
const SHORTEST_DRAG_PX = 6;
/** Page keys move this many steps. */
const PAGE = 10;

/** Chooses a stretch of time on a chart: by mouse or finger, or with Shift and the arrow keys; Enter takes it, Esc drops it. */
export function useTimeDrag(
  plot: RefObject<uPlot | null>,
  times: readonly number[],
  onRange: (from: number, to: number) => void,
) {
  /** Where the stretch begins, in time and, while a pointer is down, on the screen. */
  const anchor = useRef<number | null>(null);
  const downX = useRef<number | null>(null);

  const drop = () => {
    anchor.current = null;
    downX.current = null;
    selectStretch(null);
  };
  const take = () => {
    const stretch = selectedStretch();
    drop();
    if (stretch && stretch.to > stretch.from) onRange(stretch.from, stretch.to);
  };
  const timeAt = (clientX: number): number => {
    const { left, width } = plot.current!.over.getBoundingClientRect();
    return plot.current!.posToVal(Math.min(width, Math.max(0, clientX - left)), "x") * 1000;
  };
  const pointTo = (index: number) => {
    const u = plot.current;
    const at = times[index];
    if (u && at !== undefined) u.setCursor({ left: u.valToPos(at / 1000, "x"), top: 0 });
  };

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0 || times.length < 2) return;
    drop();
    downX.current = event.clientX;
    anchor.current = timeAt(event.clientX);
    plot.current!.over.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (downX.current === null || anchor.current === null) return;
    const far = Math.abs(event.clientX - downX.current) >= SHORTEST_DRAG_PX;
    selectStretch(far ? stretchOf(anchor.current, timeAt(event.clientX)) : null);
  };
  const onPointerUp = () => {
    if (downX.current !== null) take();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const here = plot.current?.cursor.idx ?? times.length - 1;
    const index = indexAfter(event.key, here, times.length);
    if (index !== null) {
      pointTo(index);
      if (event.shiftKey) {
        anchor.current ??= times[here] ?? null;
        if (anchor.current !== null) selectStretch(stretchOf(anchor.current, times[index]!));
      } else drop();
    } else if (event.key === "Enter" && selectedStretch()) take();
    else if (event.key === "Escape" && selectedStretch()) drop();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: drop, onKeyDown, onBlur: drop };
}

function indexAfter(key: string, here: number, length: number): number | null {
  const to: Record<string, number> = {
    ArrowLeft: here - 1,
    ArrowRight: here + 1,
    PageUp: here - PAGE,
    PageDown: here + PAGE,
    Home: 0,
    End: length - 1,
  };
  const index = to[key];
  return index === undefined ? null : Math.min(length - 1, Math.max(0, index));
}
