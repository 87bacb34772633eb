import { useEffect, useRef, useState } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { THEME_EVENT } from "../shell/preferences";
import { clockSeconds, dayAndClock, duration } from "../time/format";
import css from "./Chart.module.css";
import { Dots, type Dot } from "./Dots";
import { AXIS_WIDTH, dataOf, HEIGHT, optionsOf, RIGHT } from "./plot";
import { useStretch } from "./selection";
import { useTimeDrag } from "./useTimeDrag";

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
  /** Single things that stand for their time, and what they are called. */
  dots?: { label: string; all: readonly Dot[] };
}

interface Tip {
  index: number;
  left: number;
}

/** A time series. Dragging over it, or Shift with the arrow keys and Enter, chooses the time that every page shows. */
export function Chart({ title, unit, times, stepSeconds, series, format, whole = false, utc, onRange, dots }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const [tip, setTip] = useState<Tip | null>(null);
  const [byKeys, setByKeys] = useState(false);
  const theme = useTheme();
  const highest = Math.max(0, ...(dots?.all.map((dot) => dot.value) ?? []));
  const beside = useRef(0);
  useEffect(() => {
    beside.current = highest;
  }, [highest]);

  const shape = series.map((s) => `${s.label}:${s.token}`).join();
  useEffect(() => {
    const element = box.current!;
    const options = optionsOf({
      element,
      series,
      format,
      whole,
      utc,
      mostBeside: () => beside.current,
      onIndex: setTip,
    });
    const drawn = new uPlot(options, dataOf(times, series), element);
    plot.current = drawn;
    const watch = new ResizeObserver(() => drawn.setSize({ width: element.clientWidth, height: HEIGHT }));
    watch.observe(element);
    return () => {
      watch.disconnect();
      drawn.destroy();
    };
  }, [shape, utc, theme]);
  useEffect(() => plot.current?.setData(dataOf(times, series)), [times, series, highest]);

  const drag = useTimeDrag(plot, times, onRange);
  const empty = series.every((s) => s.values.every((v) => v === null));
  const said = tip && byKeys && !empty ? reading(tip.index, { times, series, format, utc }) : "";
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
          {dots && dots.all.length > 0 && (
            <i>
              <b className={css.dotKey} />
              {dots.label}
            </i>
          )}
        </span>
      </figcaption>
      <div className={css.around}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- role application takes keys and pointer */}
        <div
          className={css.box}
          ref={box}
          role="application"
          aria-roledescription="chart"
          aria-label={`${title}: arrow keys read values, with Shift they choose a time, Enter shows it`}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- read and selected by keys
          tabIndex={0}
          {...drag}
          onPointerDown={(event) => {
            setByKeys(false);
            drag.onPointerDown(event);
          }}
          onKeyDown={(event) => {
            setByKeys(true);
            drag.onKeyDown(event);
          }}
          onBlur={() => {
            drag.onBlur();
            setTip(null);
          }}
        >
          {empty && <p className={css.empty}>not measured in this range</p>}
          <Band times={times} utc={utc} />
          {tip && !empty && <ChartTip {...{ tip, times, stepSeconds, series, format, utc }} />}
          <span className="sr" aria-live="polite">
            {said}
          </span>
        </div>
        {dots && !empty && (
          <Dots
            dots={dots.all}
            label={`${title}: ${dots.label}`}
            times={times}
            stepSeconds={stepSeconds}
            most={Math.max(highest, ...series.flatMap((s) => s.values.map((v) => v ?? 0)))}
          />
        )}
      </div>
    </figure>
  );
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

/** The stretch that is being chosen, on every chart at once. */
function Band({ times, utc }: { times: readonly number[]; utc: boolean }) {
  const stretch = useStretch();
  const [first, last] = [times[0], times.at(-1)];
  if (!stretch || first === undefined || last === undefined || last <= first) return null;
  const share = (t: number) => Math.min(1, Math.max(0, (t - first) / (last - first)));
  const at = (t: number) => `calc(${AXIS_WIDTH}px + (100% - ${AXIS_WIDTH + RIGHT}px) * ${share(t)})`;
  return (
    <div
      className={css.band}
      style={{ left: at(stretch.from), width: `calc(${at(stretch.to)} - ${at(stretch.from)})` }}
      data-band
    >
      <span>
        {clockSeconds(stretch.from, utc)}–{clockSeconds(stretch.to, utc)} ·{" "}
        {duration((stretch.to - stretch.from) / 1000)}
      </span>
    </div>
  );
}

function spoken(s: Series, format: Props["format"]): string {
  const measured = s.values.filter((v): v is number => v !== null);
  if (measured.length === 0) return `${s.label} not measured`;
  return `${s.label} from ${format(Math.min(...measured))} to ${format(Math.max(...measured))}, last ${format(measured.at(-1)!)}`;
}

function reading(index: number, { times, series, format, utc }: Pick<Props, "times" | "series" | "format" | "utc">) {
  const values = series.map((s) => `${s.label} ${format(s.values[index] ?? null)}`);
  return `${clockSeconds(times[index] ?? 0, utc)}: ${values.join(", ")}`;
}

type TipProps = Pick<Props, "times" | "stepSeconds" | "series" | "format" | "utc"> & { tip: Tip };

function ChartTip({ tip, times, stepSeconds, series, format, utc }: TipProps) {
  const start = times[tip.index];
  if (start === undefined) return null;
  return (
    <div className={css.tip} style={{ left: tip.left, transform: sideOf(tip.left) }}>
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
