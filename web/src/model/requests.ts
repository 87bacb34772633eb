import type { Measured, Requests } from "../api/types";
import { percent, rate, seconds } from "./format";

/** What the pages show of requests of one protocol, per second where that makes sense. */
export interface RequestFigures {
  protocol: string;
  rate: number;
  errorShare: Measured;
  unansweredShare: Measured;
  failedShare: Measured;
  p50Seconds: Measured;
  p99Seconds: Measured;
}

export function requestFigures(requests: Requests, secs: number): RequestFigures {
  const { count, errors, unanswered } = requests;
  const share = (part: number) => (count === 0 ? null : part / count);
  return {
    protocol: requests.protocol,
    rate: count / secs,
    errorShare: share(errors),
    unansweredShare: share(unanswered),
    failedShare: share(errors + unanswered),
    p50Seconds: requests.p50Seconds,
    p99Seconds: requests.p99Seconds,
  };
}

/** Counts of several edges by protocol, the busiest first. Quantiles cannot be added up: of several they are unknown. */
export function addedUp(all: readonly Requests[], secs: number): RequestFigures[] {
  const sums = new Map<string, Requests>();
  for (const one of all) {
    const sum = sums.get(one.protocol);
    if (!sum) sums.set(one.protocol, one);
    else
      sums.set(one.protocol, {
        protocol: one.protocol,
        count: sum.count + one.count,
        errors: sum.errors + one.errors,
        unanswered: sum.unanswered + one.unanswered,
        p50Seconds: null,
        p99Seconds: null,
      });
  }
  return [...sums.values()].sort((a, b) => b.count - a.count).map((sum) => requestFigures(sum, secs));
}

/** "240/s · 1.2 % failed · p99 31 ms": what there is to say of one protocol in a line. */
export function requestLine(f: RequestFigures): string {
  const parts = [rate(f.rate)];
  if ((f.failedShare ?? 0) > 0) parts.push(`${percent(f.failedShare)} failed`);
  if (f.p99Seconds !== null) parts.push(`p99 ${seconds(f.p99Seconds)}`);
  return parts.join(" · ");
}

/** Requests of all protocols in three figures; null where none was seen. */
export interface Asked {
  rate: Measured;
  failedShare: Measured;
  p99Seconds: Measured;
}

export function askedOf(requests: readonly Requests[] | undefined, secs: number): Asked {
  const all = requests ?? [];
  const count = all.reduce((sum, r) => sum + r.count, 0);
  if (count === 0) return { rate: null, failedShare: null, p99Seconds: null };
  const failed = all.reduce((sum, r) => sum + r.errors + r.unanswered, 0);
  const slowest = all.map((r) => r.p99Seconds).filter((s) => s !== null);
  return {
    rate: count / secs,
    failedShare: failed / count,
    p99Seconds: slowest.length > 0 ? Math.max(...slowest) : null,
  };
}
