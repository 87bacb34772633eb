import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import type { TraceAnswer } from "../api/traces";
import { plural, seconds } from "../model/format";
import { Button } from "../ui/Button";
import { nameOf, OutcomeMark } from "./marks";
import { above, isFailed, isOrphan, nextFailed, visible, type Row } from "./tree";
import css from "./trace.module.css";

const ROW_PX = 26;
/** Rows above and below those that are seen, so that scrolling shows no gaps. */
const SPARE = 12;
const INDENT_PX = 14;
/** Deeper ones stand below each other; their number is told instead. */
const DEEPEST = 16;
/** Page keys move so many rows. */
const PAGE = 15;

interface Props {
  trace: TraceAnswer;
  rows: Row[];
  tokens: Map<string, string>;
  selected: string | null;
  onSelect: (span: string | null) => void;
}

/** Spans below their callers, over the time of the trace. Only rows that can be seen are drawn. */
export function Waterfall({ trace, rows, tokens, selected, onSelect }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [cursor, setCursor] = useState(selected ?? rows[0]!.span.spanId);
  const [top, setTop] = useState(0);
  const shown = useMemo(() => visible(rows, folded), [rows, folded]);
  const at = Math.max(
    0,
    shown.findIndex((r) => r.span.spanId === cursor),
  );
  const height = useHeight(box);

  const goTo = (id: string) => {
    const hiding = above(rows, id);
    if (hiding.some((h) => folded.has(h))) setFolded(new Set([...folded].filter((f) => !hiding.includes(f))));
    setCursor(id);
  };
  // What a link or a key leads to is brought into view.
  useEffect(() => {
    const element = box.current!;
    const y = at * ROW_PX;
    if (y < element.scrollTop) element.scrollTop = y;
    else if (y + ROW_PX > element.scrollTop + element.clientHeight - 2)
      element.scrollTop = y + ROW_PX - element.clientHeight + 2;
  }, [at, height]);

  const fold = (row: Row, on: boolean) => {
    const next = new Set(folded);
    if (on) next.add(row.span.spanId);
    else next.delete(row.span.spanId);
    setFolded(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = shown[at]!;
    const closed = folded.has(row.span.spanId);
    const step = stepOf(event.key);
    if (step !== null) setCursor(shown[Math.min(shown.length - 1, Math.max(0, at + step))]!.span.spanId);
    else if (event.key === "ArrowRight" && row.below > 0 && closed) fold(row, false);
    else if (event.key === "ArrowRight" && row.below > 0) setCursor(shown[at + 1]!.span.spanId);
    else if (event.key === "ArrowLeft" && row.below > 0 && !closed) fold(row, true);
    else if (event.key === "ArrowLeft") setCursor(above(rows, row.span.spanId)[0] ?? row.span.spanId);
    else if (event.key === "Enter" || event.key === " ") onSelect(row.span.spanId);
    else if (event.key === "Escape" && selected) onSelect(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const first = Math.max(0, Math.floor(top / ROW_PX) - SPARE);
  const end = Math.min(shown.length, Math.ceil((top + height) / ROW_PX) + SPARE);
  const drawn = shown.slice(first, end);
  if (at < first || at >= end) drawn.push(shown[at]!);
  const failed = rows.filter((r) => isFailed(r.span)).length;
  return (
    <section className={css.waterfall} aria-label="Timeline">
      <div className={css.head}>
        <span className={css.left}>
          {plural(shown.length, "span")}
          {shown.length < rows.length && ` · ${rows.length - shown.length} folded away`}
          {failed > 0 && (
            <Button kind="quiet" onPress={() => goTo(nextFailed(rows, cursor) ?? cursor)}>
              Next failed
            </Button>
          )}
        </span>
        <Scale total={trace.durationSeconds} />
      </div>
      <div
        ref={box}
        className={css.rows}
        role="treegrid"
        aria-label="Spans"
        aria-rowcount={shown.length}
        aria-activedescendant={`span-${shown[at]!.span.spanId}`}
        tabIndex={0}
        style={{ maxHeight: `min(72vh, ${shown.length * ROW_PX + 2}px)` }}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup" style={{ height: shown.length * ROW_PX, position: "relative" }}>
          {drawn.map((row) => (
            <Line
              key={row.span.spanId}
              row={row}
              index={shown.indexOf(row)}
              total={trace.durationSeconds}
              token={tokens.get(row.span.service)!}
              folded={folded.has(row.span.spanId)}
              current={row.span.spanId === shown[at]!.span.spanId}
              selected={row.span.spanId === selected}
              onFold={(on) => fold(row, on)}
              onOpen={() => {
                setCursor(row.span.spanId);
                onSelect(row.span.spanId);
              }}
            />
          ))}
        </div>
      </div>
    </section>
  );
}

function stepOf(key: string): number | null {
  const steps: Record<string, number> = {
    ArrowUp: -1,
    ArrowDown: 1,
    PageUp: -PAGE,
    PageDown: PAGE,
    Home: -Infinity,
    End: Infinity,
  };
  return steps[key] ?? null;
}

const TICKS = [0, 0.25, 0.5, 0.75];

function Scale({ total }: { total: number }) {
  return (
    <span className={css.scale} aria-hidden="true">
      {TICKS.map((share) => (
        <i key={share} style={{ left: `${share * 100}%` }}>
          {share === 0 ? "0" : seconds(total * share)}
        </i>
      ))}
    </span>
  );
}

interface LineProps {
  row: Row;
  index: number;
  total: number;
  token: string;
  folded: boolean;
  current: boolean;
  selected: boolean;
  onFold: (on: boolean) => void;
  onOpen: () => void;
}

function Line({ row, index, total, token, folded, current, selected, onFold, onOpen }: LineProps) {
  const { span } = row;
  const left = total > 0 ? Math.max(0, span.offsetSeconds / total) : 0;
  const width = total > 0 ? span.durationSeconds / total : 1;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid takes the keys
    <div
      id={`span-${span.spanId}`}
      role="row"
      aria-level={row.depth + 1}
      aria-rowindex={index + 1}
      aria-selected={selected}
      {...(row.below > 0 ? { "aria-expanded": !folded } : {})}
      className={`${css.line} ${current ? css.current : ""} ${selected ? css.selected : ""}`}
      style={{ top: index * ROW_PX, height: ROW_PX }}
      onClick={onOpen}
    >
      <span
        role="gridcell"
        className={css.left}
        style={{ paddingLeft: 8 + Math.min(row.depth, DEEPEST) * INDENT_PX }}
        title={`${span.service}\n${span.operation}`}
      >
        {row.below > 0 ? (
          <button
            type="button"
            className={css.fold}
            tabIndex={-1}
            aria-label={folded ? "Unfold" : "Fold"}
            onClick={(event) => {
              event.stopPropagation();
              onFold(!folded);
            }}
          >
            {folded ? "▸" : "▾"}
          </button>
        ) : (
          <span className={css.fold} />
        )}
        <i className={css.dot} style={{ background: `var(--${token})` }} />
        {row.depth > DEEPEST && <em>{row.depth}</em>}
        {isOrphan(span) && (
          <span className={css.orphan} title="Its parent was not sent here">
            …<span className="sr">its parent is missing</span>
          </span>
        )}
        <OutcomeMark outcome={span.outcome} />
        <b>{nameOf(span.service)}</b>
        <span className={css.name}>{span.operation || "not told"}</span>
        {folded && <em>+{row.below}</em>}
      </span>
      <span role="gridcell" className={css.track} aria-label={spoken(row)}>
        <i
          className={`${css.span} ${span.origin === "agent" ? css.byAgent : ""} ${span.outcome === "unanswered" ? css.open : ""}`}
          style={{
            left: `min(${left * 100}%, calc(100% - 2px))`,
            width: `max(2px, ${Math.min(1 - left, width) * 100}%)`,
            ["--token" as string]: `var(--${token})`,
          }}
        />
        <span className={css.time} style={timeAt(left, width)}>
          {seconds(span.durationSeconds)}
        </span>
      </span>
    </div>
  );
}

/** Behind the bar, or before it where there is no room, or on it where it fills the line. */
function timeAt(left: number, width: number) {
  if (left + width < 0.72) return { left: `calc(${(left + width) * 100}% + 6px)` };
  if (left > 0.28) return { right: `calc(${(1 - left) * 100}% + 6px)` };
  return { right: 6 };
}

function spoken({ span, aheadSeconds }: Row): string {
  const parts = [
    `${seconds(span.durationSeconds)}, ${seconds(Math.max(0, span.offsetSeconds))} after the start`,
    span.kind,
    span.origin === "agent" ? "recorded by the agent" : "recorded by the application",
  ];
  if (aheadSeconds > 0) parts.push("begins before its caller: clocks differ");
  return parts.join(", ");
}

function useHeight(box: React.RefObject<HTMLDivElement | null>): number {
  const [height, setHeight] = useState(600);
  useEffect(() => {
    const watch = new ResizeObserver(() => setHeight(box.current!.clientHeight));
    watch.observe(box.current!);
    return () => watch.disconnect();
  }, [box]);
  return height;
}
