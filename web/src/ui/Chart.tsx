import { useEffect, useRef, useState } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { THEME_EVENT } from "../shell/preferences";
import { clock, clockSeconds, dayAndClock } from "../time/format";
import css from "./Chart.module.css";

export interface Series {
  label: string;
  values: (number | null)[];
  /** A token of theme.css: s1 … s6, crit. */
  token: string;
}

interface Props {
  title: string;
  unit: string;
  times: number[];
  stepSeconds: number;
  series: Series[];
  format: (value: number | null) => string;
  /** Counts of things: the scale has no halves. */
  whole?: boolean;
  utc: boolean;
  onRange: (from: number, to: number) => void;
}

const HEIGHT = 150;
const AXIS_WIDTH = 52;
/** Fewer pixels than this are a click, not a range. */
const SHORTEST_DRAG = 6;
const DAY_SECONDS = 86_400;

interface Tip {
  left: number;
  top: number;
  index: number;
}

export function Chart({ title, unit, times, stepSeconds, series, format, whole = false, utc, onRange }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const [tip, setTip] = useState<Tip | null>(null);
  const [theme, setTheme] = useState(0);
  const range = useRef(onRange);
  useEffect(() => {
    range.current = onRange;
  });
  useEffect(() => {
    const redraw = () => setTheme((n) => n + 1);
    addEventListener(THEME_EVENT, redraw);
    return () => removeEventListener(THEME_EVENT, redraw);
  }, []);

  const shape = series.map((s) => `${s.label}:${s.token}`).join();
  useEffect(() => {
    const element = box.current!;
    const options = optionsOf({
      element,
      series,
      format,
      whole,
      utc,
      onTip: setTip,
      onRange: (a, b) => range.current(a, b),
    });
    const made = new uPlot(options, dataOf(times, series), element);
    plot.current = made;
    const watch = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height: HEIGHT }));
    watch.observe(element);
    return () => {
      watch.disconnect();
      made.destroy();
    };
  }, [shape, utc, theme]);
  useEffect(() => plot.current?.setData(dataOf(times, series)), [times, series]);

  const empty = series.every((s) => s.values.every((v) => v === null));
  return (
    <figure className={css.chart} aria-label={`${title}, ${unit}: ${series.map((s) => spoken(s, format)).join("; ")}`}>
      <figcaption className={css.title}>
        {title} <span>{unit}</span>
        <span className={css.keys}>
          {series.length > 1 &&
            series.map((s) => (
              <i key={s.label}>
                <b style={{ background: `var(--${s.token})` }} />
                {s.label}
              </i>
            ))}
        </span>
      </figcaption>
      <div className={css.box} ref={box}>
        {empty && <p className={css.empty}>not measured in this range</p>}
        {tip && !empty && (
          <ChartTip tip={tip} times={times} stepSeconds={stepSeconds} series={series} format={format} utc={utc} />
        )}
      </div>
    </figure>
  );
}

function spoken(s: Series, format: Props["format"]): string {
  const measured = s.values.filter((v): v is number => v !== null);
  if (measured.length === 0) return `${s.label} not measured`;
  return `${s.label} from ${format(Math.min(...measured))} to ${format(Math.max(...measured))}, last ${format(measured.at(-1)!)}`;
}

function ChartTip({
  tip,
  times,
  stepSeconds,
  series,
  format,
  utc,
}: Pick<Props, "times" | "stepSeconds" | "series" | "format" | "utc"> & { tip: Tip }) {
  const start = times[tip.index];
  if (start === undefined) return null;
  const side = sideOf(tip.left);
  return (
    <div className={css.tip} style={{ left: tip.left, transform: side }}>
      <div className="muted">
        {dayAndClock(start, utc)}:{clockSeconds(start, utc).slice(-2)}–{clockSeconds(start + stepSeconds * 1000, utc)}
      </div>
      {series.map((s) => (
        <div key={s.label} className={css.row}>
          <b style={{ background: `var(--${s.token})` }} />
          <span>{s.label}</span>
          <em>{format(s.values[tip.index] ?? null)}</em>
        </div>
      ))}
    </div>
  );
}

/** To the right of the pointer while there is room, else to the left. */
function sideOf(left: number): string {
  return left > 220 ? "translateX(calc(-100% - 12px))" : "translateX(12px)";
}

function dataOf(times: readonly number[], series: readonly Series[]): uPlot.AlignedData {
  return [times.map((t) => t / 1000), ...series.map((s) => s.values)];
}

interface Wiring {
  element: HTMLElement;
  series: readonly Series[];
  format: Props["format"];
  whole: boolean;
  utc: boolean;
  onTip: (tip: Tip | null) => void;
  onRange: (from: number, to: number) => void;
}

function optionsOf({ element, series, format, whole, utc, onTip, onRange }: Wiring): uPlot.Options {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const font = `10px ${token("font")}`;
  const axis = { stroke: token("text-3"), font, ticks: { show: false }, border: { show: false } };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    padding: [8, 10, 0, 0],
    legend: { show: false },
    cursor: {
      drag: { x: true, y: false, setScale: false, dist: SHORTEST_DRAG },
      sync: { key: "sonde" },
      y: false,
      points: { size: 6 },
    },
    scales: { x: { time: true }, y: { range: (_, _min, max) => [0, max > 0 ? max * 1.12 : 1] } },
    axes: [
      {
        ...axis,
        size: 22,
        space: 72,
        grid: { show: false },
        values: (u, splits) => splits.map((s) => tick(u, s, utc)),
      },
      {
        ...axis,
        size: AXIS_WIDTH,
        space: 34,
        gap: 4,
        grid: { stroke: token("line"), width: 1 },
        ...(whole ? { incrs: WHOLE_STEPS } : {}),
        values: (_, splits) => withoutTwins(splits.map((v) => format(v))),
      },
    ],
    series: [
      {},
      ...series.map((s) => ({
        label: s.label,
        stroke: token(s.token),
        width: 1.6,
        points: { show: (u: uPlot, i: number) => isLonely(u.data[i] ?? []), size: 4 },
        spanGaps: false,
      })),
    ],
    hooks: {
      setCursor: [
        (u) => {
          const { idx, left, top } = u.cursor;
          const over = u.root.matches(":hover");
          onTip(
            over && typeof idx === "number" && left !== undefined && left >= 0
              ? { index: idx, left: left + AXIS_WIDTH, top: top ?? 0 }
              : null,
          );
        },
      ],
      setSelect: [
        (u) => {
          if (u.select.width < SHORTEST_DRAG) return;
          const [from, to] = [u.posToVal(u.select.left, "x"), u.posToVal(u.select.left + u.select.width, "x")];
          u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          onRange(from * 1000, to * 1000);
        },
      ],
    },
  };
}

const WHOLE_STEPS = [1, 2, 5]
  .flatMap((n) => Array.from({ length: 13 }, (_, power) => n * 10 ** power))
  .sort((a, b) => a - b);

/** Two ticks that round to the same words say nothing. */
function withoutTwins(words: string[]): string[] {
  return words.map((word, i) => (word === words[i - 1] ? "" : word));
}

/** A value between two gaps has no line to be seen by. */
function isLonely(values: ArrayLike<number | null | undefined>): boolean {
  return Array.from(values).filter((v) => v !== null && v !== undefined).length < 3;
}

function tick(u: uPlot, seconds: number, utc: boolean): string {
  const { min = 0, max = 0 } = u.scales.x ?? {};
  const width = (max ?? 0) - (min ?? 0);
  if (width > DAY_SECONDS * 1.5) return dayAndClock(seconds * 1000, utc);
  return width < 180 ? clockSeconds(seconds * 1000, utc) : clock(seconds * 1000, utc);
}
