import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { THEME_EVENT } from "../shell/preferences";
import { count, seconds } from "../model/format";
import { clock, clockSeconds, dayAndClock } from "../time/format";
import type { Region } from "../url/traces";
import { BOTTOM, coloursOf, draw, gridOf, LEFT, RIGHT, TOP } from "./draw";
import { boxOf, placeOf, regionOfBox, sumOf, type Box, type Heat } from "./heat";
import { cellWords, stepFrom, type Corner } from "./pick";
import css from "./HeatMap.module.css";

const HEIGHT = 236;
/** Fewer pixels are a click. */
const SHORTEST_DRAG_PX = 5;
const DAY_MS = 86_400_000;

interface Props {
  heat: Heat;
  region: Region | null;
  utc: boolean;
  onRegion: (region: Region | null) => void;
}

/** Durations over time. Dragging, or arrows with Shift and Enter, chooses a part of it. */
export function HeatMap({ heat, region, utc, onRegion }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(box);
  const theme = useTheme();
  const words = useMemo(() => wordsOf(heat, utc), [heat, utc]);
  const [here, setHere] = useState<Corner | null>(null);
  const [anchor, setAnchor] = useState<Corner | null>(null);
  const [byKeys, setByKeys] = useState(false);
  const down = useRef<{ x: number; y: number; corner: Corner } | null>(null);

  useEffect(() => {
    const drawn = canvas.current;
    const context = drawn?.getContext("2d");
    if (!drawn || !context || width === 0) return;
    const ratio = devicePixelRatio || 1;
    drawn.width = width * ratio;
    drawn.height = HEIGHT * ratio;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw(context, heat, { width, height: HEIGHT }, coloursOf(drawn), words);
  }, [heat, width, theme, words]);

  const room = { width, height: HEIGHT };
  const cornerAt = (event: PointerEvent): { x: number; y: number; corner: Corner } => {
    const { left, top } = box.current!.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    return { x, y, corner: gridOf(heat, room).at(x, y) };
  };
  const drop = () => {
    down.current = null;
    setAnchor(null);
  };
  const take = (chosen: Box) => {
    drop();
    onRegion(regionOfBox(chosen, heat));
  };

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    setByKeys(false);
    down.current = cornerAt(event);
    box.current!.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent) => {
    const at = cornerAt(event);
    setHere(at.corner);
    const from = down.current;
    if (from && Math.hypot(at.x - from.x, at.y - from.y) >= SHORTEST_DRAG_PX) setAnchor(from.corner);
  };
  const onPointerUp = (event: PointerEvent) => {
    const at = cornerAt(event);
    if (!down.current) return;
    if (anchor) take(boxOf(anchor, at.corner));
    else if (heat.cells.some((c) => c.column === at.corner.column && c.row === at.corner.row))
      take(boxOf(at.corner, at.corner));
    else {
      drop();
      onRegion(null);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = stepFrom(here, event.key, heat);
    setByKeys(true);
    if (next) {
      setAnchor(event.shiftKey ? (anchor ?? here ?? next) : null);
      setHere(next);
    } else if (event.key === "Enter" && here) take(boxOf(anchor ?? here, here));
    else if (event.key === "Escape" && (anchor || region)) {
      if (anchor) drop();
      else onRegion(null);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const chosen = here && anchor ? boxOf(anchor, here) : null;
  const pointed = chosen ?? (here && boxOf(here, here));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- role application takes keys and pointer
    <div
      ref={box}
      className={css.box}
      role="application"
      aria-roledescription="heat map"
      aria-label="Durations over time: arrow keys read cells, with Shift they choose a part, Enter lists its traces, Escape drops it"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- read and selected by keys
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={drop}
      onPointerLeave={() => !down.current && !byKeys && setHere(null)}
      onBlur={() => {
        drop();
        setHere(null);
      }}
      onKeyDown={onKeyDown}
    >
      <canvas ref={canvas} style={{ width: "100%", height: HEIGHT }} aria-hidden="true" />
      {region && !chosen && <Frame heat={heat} region={region} />}
      {pointed && <Pointed heat={heat} box={pointed} width={width} chosen={chosen !== null} />}
      {pointed && width > 0 && <Tip heat={heat} box={pointed} width={width} text={cellWords(heat, pointed, words)} />}
      <span className="sr" aria-live="polite">
        {byKeys && pointed ? cellWords(heat, pointed, words).join(", ") : ""}
      </span>
    </div>
  );
}

/** The part that is chosen, also on a map with other columns than those it was chosen on. */
function Frame({ heat, region }: { heat: Heat; region: Region }) {
  const place = placeOf(region, heat);
  if (!place) return null;
  const rows = heat.endRow - heat.firstRow;
  const inner = `(100% - ${LEFT + RIGHT}px)`;
  const [low, high] = [place.low / rows, Math.max(place.high, place.low + 0.4) / rows];
  return (
    <div
      className={css.frame}
      data-region
      style={{
        left: `calc(${LEFT}px + ${inner} * ${place.left})`,
        width: `max(3px, calc(${inner} * ${place.right - place.left}))`,
        top: TOP + (1 - high) * (HEIGHT - TOP - BOTTOM),
        height: (high - low) * (HEIGHT - TOP - BOTTOM),
      }}
    />
  );
}

function Pointed({ heat, box, width, chosen }: { heat: Heat; box: Box; width: number; chosen: boolean }) {
  const grid = gridOf(heat, { width, height: HEIGHT });
  const [left, top] = [grid.x(box.columns[0]), grid.y(box.rows[1] + 1)];
  return (
    <div
      className={chosen ? css.frame : css.cell}
      style={{
        left,
        top,
        width: grid.x(box.columns[1] + 1) - left,
        height: grid.y(box.rows[0]) - top,
      }}
    />
  );
}

function Tip({ heat, box, width, text }: { heat: Heat; box: Box; width: number; text: string[] }) {
  const grid = gridOf(heat, { width, height: HEIGHT });
  const right = grid.x(box.columns[1] + 1);
  const toLeft = right > width / 2;
  const { count: n } = sumOf(heat, box);
  return (
    <div
      className={css.tip}
      style={{
        left: toLeft ? grid.x(box.columns[0]) : right,
        top: Math.min(HEIGHT - 84, Math.max(4, grid.y(box.rows[1] + 1) - 10)),
        transform: toLeft ? "translateX(calc(-100% - 8px))" : "translateX(8px)",
      }}
    >
      {text.map((line, i) => (
        <div key={line} className={i < 2 ? "muted" : undefined}>
          {line}
        </div>
      ))}
      {n > 0 && <div className={css.do}>click or Enter lists {n === 1 ? "it" : `all ${count(n)}`}</div>}
    </div>
  );
}

function wordsOf(heat: Heat, utc: boolean) {
  const width = heat.times.at(-1)! - heat.times[0]!;
  const step = width / heat.columns;
  const time = (ms: number) =>
    width > DAY_MS * 1.5 ? dayAndClock(ms, utc) : step < 10_000 ? clockSeconds(ms, utc) : clock(ms, utc);
  return {
    time,
    duration: (value: number) => seconds(value),
    exact: (ms: number) => (step < 60_000 ? clockSeconds(ms, utc) : time(ms)),
  };
}

function useWidth(box: React.RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = box.current!;
    const watch = new ResizeObserver(() => setWidth(element.clientWidth));
    watch.observe(element);
    return () => watch.disconnect();
  }, [box]);
  return width;
}

function useTheme(): number {
  const [theme, setTheme] = useState(0);
  useEffect(() => {
    const redraw = () => setTheme((n) => n + 1);
    addEventListener(THEME_EVENT, redraw);
    return () => removeEventListener(THEME_EVENT, redraw);
  }, []);
  return theme;
}
