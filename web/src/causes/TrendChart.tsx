import { useState, type PointerEvent } from "react";
import type { CauseAnswer, CauseEvidence } from "../api/causes";
import { usePreferences } from "../shell/preferences";
import { clock, clockSeconds } from "../time/format";
import css from "./evidence.module.css";
import { onsetOf } from "./onset";
import { nearest, trendOf, type Trend, type TrendPoint } from "./trend";
import { figure, metricWords } from "./words";

/** A small course: what was usual, dashed, and the time of trouble, shaded. */
export function TrendChart({ evidence, answer }: { evidence: CauseEvidence; answer: CauseAnswer }) {
  const { utc } = usePreferences();
  const [at, setAt] = useState<TrendPoint | null>(null);
  const { stepSeconds } = answer;
  const trend = trendOf(evidence, { from: onsetOf(answer), to: Date.parse(answer.to), stepSeconds });
  if (!trend) return null;
  const { metric, before, after } = evidence;
  const name = metricWords(metric);
  const point = (event: PointerEvent) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setAt(nearest(trend, ((event.clientX - left) / width) * 100) ?? null);
  };
  return (
    <figure
      className={css.trend}
      aria-label={`${name}: usually ${before === null ? "not known" : figure(before, evidence)}, ${figure(after, evidence)} during, ${figure(trend.max, evidence)} at most`}
    >
      <figcaption>
        <span>{name}</span>
        <span>
          {at ? `${clockSeconds(at.time, utc)} · ${figure(at.value, evidence)}` : `max ${figure(trend.max, evidence)}`}
        </span>
      </figcaption>
      <div onPointerMove={point} onPointerLeave={() => setAt(null)}>
        <Drawing trend={trend} at={at} />
      </div>
      <Times trend={trend} utc={utc} />
    </figure>
  );
}

function Drawing({ trend: { path, usual, shade }, at }: { trend: Trend; at: TrendPoint | null }) {
  return (
    <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      <rect className={css.shade} x={shade.x} width={shade.width} y="0" height="100" />
      <path className={css.ground} d="M0 100H100" />
      {usual !== null && <path className={css.usual} d={`M0 ${usual}H100`} />}
      <path className={css.course} d={path} />
      {at && <path className={css.cursor} d={`M${at.x} 0V100`} />}
    </svg>
  );
}

/** Shares of the width from which a label has no room beside its neighbour. */
const TOO_NEAR_START = 20;
const TOO_NEAR_END = 80;

function Times({ trend: { from, to, shade }, utc }: { trend: Trend; utc: boolean }) {
  const begin = from + ((to - from) * shade.x) / 100;
  const apart = shade.x > TOO_NEAR_START && shade.x < TOO_NEAR_END;
  return (
    <div className={css.times} aria-hidden="true">
      <span>{clock(from, utc)}</span>
      {apart && <b style={{ left: `${shade.x}%` }}>{clock(begin, utc)}</b>}
      <span>{clock(to, utc)}</span>
    </div>
  );
}
