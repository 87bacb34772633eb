import {
  useCallback,
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
} from "react";
import type { Frame, Layout, Point } from "../layout/types";
import { rate } from "../model/format";
import type { Graph } from "../model/graph";
import { byStatus, isSick } from "../model/status";
import type { MapState } from "../url/map";
import { failureLabel, lineKey, requestFailureLabel } from "./boxes";
import { LineTip } from "./LineTip";
import css from "./MapCanvas.module.css";
import { Heads, MapEdge } from "./MapEdge";
import { MapFrames } from "./MapFrames";
import { MapNode } from "./MapNode";
import { placeLabels, type LabelWish } from "./path";
import { useLayout } from "./useLayout";
import { useZoom, type Insets } from "./useZoom";
import { isGrid, standing, type MapLine, type MapView } from "./view";
import { isStep, walk } from "./walk";

export interface CanvasHandle {
  fit: () => void;
  zoomBy: (factor: number) => void;
  /** Lays all out anew, where many have come and gone one by one. */
  arrange: () => void;
}

/** A box must not slip away under the second click. */
const DOUBLE_CLICK_MS = 400;

interface Props {
  ref: Ref<CanvasHandle>;
  graph: Graph;
  view: MapView;
  state: MapState;
  insets: Insets;
  /** Changes when the person chose to see something else: then the picture is fitted anew. */
  scope: string;
  onPick: (boxId: string | null) => void;
  onPickLine: (line: MapLine) => void;
  onOpen: (boxId: string) => void;
  /** An opened group is to be one box again. */
  onClose: (groupId: string) => void;
}

export function MapCanvas({ ref, graph, view, state, insets, scope, onPick, onPickLine, onOpen, onClose }: Props) {
  const svg = useRef<SVGSVGElement>(null);
  const scene = useRef<SVGGElement>(null);
  const { layout, arrange } = useLayout(view, scope);
  const zoom = useZoom(svg, scene, insets);
  const { drawer } = insets;
  const [hovered, setHovered] = useState<string | null>(null);
  const [tip, setTip] = useState<{ line: MapLine; at: Point } | null>(null);
  const [stop, setStop] = useState<string | null>(null);
  const onHoverLine = useCallback(
    (line: MapLine | null, at: Point | null) => setTip(line && at ? { line, at } : null),
    [],
  );

  const selBox = useMemo(() => boxOf(view, state.sel), [view, state.sel]);
  const opened = beginningOf(layout.frames?.find((frame) => frame.id === state.open.at(-1)));
  const anchor = opened ?? layout.boxes.get(selBox ?? state.line?.target ?? worstBox(view));
  const readable = opened !== undefined;
  const fit = useCallback(() => zoom.fit(layout, anchor, readable), [zoom, layout, anchor, readable]);
  useImperativeHandle(ref, () => ({ fit, arrange, zoomBy: zoom.by }), [fit, arrange, zoom]);
  const fitNow = useEffectEvent(fit);
  useEffect(() => fitNow(), [scope]);
  useEffect(() => {
    if (!zoom.moved.current) fitNow();
  }, [zoom.moved, zoom.size]);
  const makeRoom = useEffectEvent(() => {
    // What is in sight beside the drawer already is left where it is; when the drawer goes its room is used again.
    if (!zoom.moved.current && (!drawer || !zoom.shows(layout))) fit();
  });
  useEffect(() => {
    const later = setTimeout(makeRoom, DOUBLE_CLICK_MS);
    return () => clearTimeout(later);
  }, [drawer]);
  const before = useRef<Layout | null>(null);
  const growNow = useEffectEvent(() => {
    // A picture that was larger than the screen before is left where it is.
    const whole = before.current !== null && zoom.shows(before.current);
    if (whole && !zoom.moved.current && !zoom.shows(layout)) fit();
    before.current = layout;
  });
  useEffect(() => growNow(), [layout]);
  const revealNow = useEffectEvent((id: string | null) => {
    const box = layout.boxes.get(id ?? "");
    if (box) zoom.reveal(box);
  });
  useEffect(() => revealNow(selBox), [selBox]);

  const boxIds = useMemo(() => new Set(view.boxes.map((b) => b.id)), [view]);
  const tabStop = [stop, selBox].find((id) => id && boxIds.has(id)) ?? view.boxes[0]?.id;
  const lit = [hovered, selBox].find((id) => id !== null && boxIds.has(id)) ?? null;
  const isLit = (line: MapLine) => lit !== null && (line.source === lit || line.target === lit);
  const isPicked = (line: MapLine) => state.line?.source === line.source && state.line.target === line.target;

  const focusBox = (id: string) => {
    setStop(id);
    const box = layout.boxes.get(id);
    if (box) zoom.reveal(box);
    scene.current?.querySelector<SVGGElement>(`[data-box="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const id = boxUnder(event.target);
    if (id === null || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isStep(event.key)) focusBox(walk(layout, view.lines, id, event.key));
    else if (event.key === "Enter" || event.key === " ") (state.sel === id ? onOpen : onPick)(id);
    else return;
    event.preventDefault();
  };
  const onClick = (event: MouseEvent) => {
    const id = boxUnder(event.target);
    const close = under(event.target, "data-close");
    if (close !== null) return onClose(close);
    const key = under(event.target, "data-line");
    const line = key ? view.lines.find((l) => lineKey(l) === key) : undefined;
    if (line) return onPickLine(line);
    if (id) setStop(id);
    onPick(id);
  };

  const sorted = useMemo(() => [...view.lines].sort((a, b) => weight(a) - weight(b)), [view]);
  const stands = useMemo(() => standing(view, state.lines), [view, state.lines]);
  const lines = sorted.filter((line) => stands(line) || isLit(line) || isPicked(line));
  const inFrame = new Set(view.opened.flatMap((group) => group.shown));
  const labelled = isGrid(view) ? lines.filter((l) => inFrame.has(l.source) && inFrame.has(l.target)) : lines;
  const labels = useLabels(labelled, layout, (line) => isLit(line) || isPicked(line));
  const near = useMemo(() => neighboursOf(lit, view.lines), [lit, view]);
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- one listener for all boxes, which are buttons */}
      <svg
        ref={svg}
        className={`${css.canvas} ${zoom.far ? css.far : ""} ${lit !== null ? css.someLit : ""} ${isGrid(view) ? css.grid : ""}`}
        role="group"
        aria-label={`Service map: ${view.boxes.length} boxes, ${view.lines.length} lines. Arrow keys walk along the lines, Enter opens. The same data stands in the table view.`}
        onKeyDown={onKeyDown}
        onFocus={(event) => setStop(boxUnder(event.target) ?? stop)}
        onClick={onClick}
        onDoubleClick={(event) => {
          const id = boxUnder(event.target);
          if (id) onOpen(id);
        }}
      >
        <Heads />
        <g ref={scene}>
          <MapFrames frames={layout.frames ?? []} />
          {lines.map((line) => {
            const points = layout.routes.get(lineKey(line));
            return (
              points && (
                <MapEdge
                  key={lineKey(line)}
                  line={line}
                  points={points}
                  hot={isLit(line)}
                  selected={isPicked(line)}
                  onHover={onHoverLine}
                />
              )
            );
          })}
          {view.boxes.map((box) => (
            <MapNode
              key={box.id}
              box={box}
              at={layout.boxes.get(box.id)!}
              graph={graph}
              selected={selBox === box.id}
              quiet={view.dimmed.has(box.id)}
              near={isGrid(view) && near.has(box.id)}
              tabStop={box.id === tabStop}
              far={zoom.far}
              onHover={setHovered}
            />
          ))}
          {labels.map(({ key, text, at, className }) => (
            <text key={key} className={className} x={at.x} y={at.y + 4} textAnchor="middle" aria-hidden="true">
              {text}
            </text>
          ))}
        </g>
      </svg>
      {tip && <LineTip line={tip.line} boxes={view.boxes} at={tip.at} seconds={graph.seconds} />}
    </>
  );
}

function useLabels(lines: readonly MapLine[], layout: Layout, isLit: (line: MapLine) => boolean) {
  const wishes: (LabelWish & { className: string })[] = [];
  for (const line of lines) {
    const points = layout.routes.get(lineKey(line));
    if (!points) continue;
    const f = line.figures;
    const failure = failureLabel(f.failedShare) ?? requestFailureLabel(f.requestFailedShare);
    const lit = isLit(line);
    const text = failure ?? (lit ? rate(f.requestRate ?? f.openedRate) : null);
    const className = [css.label, failure ? css[line.status] : css.litLabel, lit && css.onTop]
      .filter(Boolean)
      .join(" ");
    if (text) wishes.push({ key: lineKey(line), text, points, className });
  }
  const placed = placeLabels(
    wishes.sort((a, b) => Number(b.className.includes("critical")) - Number(a.className.includes("critical"))),
  );
  return wishes.flatMap(({ key, text, className }) => {
    const at = placed.get(key);
    return at ? [{ key, text, at, className }] : [];
  });
}

/** Unhealthy and strong lines are drawn last, above the others. */
function weight(line: MapLine): number {
  return (line.status === "critical" ? 2 : line.status === "warning" ? 1 : 0) * 1e6 + (line.figures.openedRate ?? 0);
}

/** In a picture of cells lines pass behind boxes; those at their ends are marked as well. */
function neighboursOf(lit: string | null, lines: readonly MapLine[]): Set<string> {
  const joined = lines.filter((l) => l.source === lit || l.target === lit);
  return new Set(joined.flatMap((l) => [l.source, l.target]));
}

/** A service may stand within a box of several. */
function boxOf(view: MapView, id: string | null): string | null {
  if (id === null || view.boxes.some((box) => box.id === id)) return id;
  return view.boxes.find((box) => box.type !== "service" && box.services.some((s) => s.id === id))?.id ?? id;
}

/** Of a large frame its beginning is shown rather than its middle. */
const BEGINNING = { width: 800, height: 420 };

function beginningOf(frame: Frame | undefined) {
  return (
    frame && {
      x: frame.x,
      y: frame.y,
      width: Math.min(frame.width, BEGINNING.width),
      height: Math.min(frame.height, BEGINNING.height),
    }
  );
}

/** On a screen too small for all, what is wrong is shown first. */
function worstBox(view: MapView): string {
  const [first] = [...view.boxes].sort((a, b) => byStatus(a.status, b.status));
  return first && isSick(first.status) ? first.id : "";
}

function boxUnder(target: EventTarget | null): string | null {
  return under(target, "data-box");
}

function under(target: EventTarget | null, attribute: string): string | null {
  return (target as Element | null)?.closest(`[${attribute}]`)?.getAttribute(attribute) ?? null;
}
