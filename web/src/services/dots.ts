import type { SlowestAnswer, SpanHead } from "../api/traces";
import { seconds } from "../model/format";
import { clockSeconds } from "../time/format";
import type { Dot } from "../ui/Dots";
import { tracePath } from "../url/traces";

interface Manner {
  utc: boolean;
  href: (path: string, own?: Record<string, string>) => string;
}

/** Of the slowest traces those of this protocol that began in the time that the chart shows. */
export function dotsOf(
  slowest: SlowestAnswer | undefined,
  protocol: string,
  times: readonly number[],
  { utc, href }: Manner,
): Dot[] {
  const first = times[0] ?? Infinity;
  return (slowest?.spans ?? [])
    .filter(({ span }) => span.protocol === protocol && Date.parse(span.start) >= first)
    .map(({ traceId, span }) => ({
      key: `${traceId} ${span.spanId}`,
      time: Date.parse(span.start),
      value: span.durationSeconds,
      href: href(tracePath(traceId), { span: span.spanId }),
      failed: span.outcome !== "ok",
      says: `${seconds(span.durationSeconds)} · ${span.operation} · ${clockSeconds(Date.parse(span.start), utc)}${ENDED[span.outcome]}`,
    }));
}

const ENDED: Record<SpanHead["outcome"], string> = {
  ok: "",
  error: " · with an error",
  unanswered: " · without an answer",
};
