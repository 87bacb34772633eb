import type { Edge, Failures, Measured, Requests, Traffic, Window } from "../api/types";

/** What the pages show of connections between two ends, per second where that makes sense. */
export interface Figures {
  /** Connections established per second. */
  openedRate: Measured;
  active: Measured;
  /** Attempts that failed, and established connections that were reset, per second. */
  failedRate: Measured;
  /** Failed among all attempts, 0 to 1; null where there was no attempt. */
  failedShare: Measured;
  sentRate: Measured;
  receivedRate: Measured;
  retransmitRate: Measured;
  rttSeconds: Measured;
  connectSeconds: Measured;
  /** Requests per second, of all protocols; null where none were seen. */
  requestRate: Measured;
  /** Answered with an error or not at all, 0 to 1. */
  requestFailedShare: Measured;
}

export const FAILURE_WORDS: Record<keyof Failures, string> = {
  refused: "refused",
  timedOut: "timed out",
  unreachable: "unreachable",
  reset: "reset",
  other: "failed otherwise",
};

/** What rates are of: the window, or what of it somebody watched. */
export function windowSeconds({ from, to, stepSeconds, measuredFrom }: Window): number {
  const begin = Math.max(Date.parse(from), measuredFrom === null ? 0 : Date.parse(measuredFrom));
  return Math.max(stepSeconds, (Date.parse(to) - begin) / 1000);
}

/** Less than this many steps late is no news. */
const LATE_STEPS = 3;

/** Since when the window was watched, where that is not all of it. */
export function watchedSince({ from, stepSeconds, measuredFrom }: Window): number | null {
  if (measuredFrom === null) return null;
  const since = Date.parse(measuredFrom);
  return since - Date.parse(from) > LATE_STEPS * stepSeconds * 1000 ? since : null;
}

/** The sum of what was measured; null only where nothing was. */
export function sum(values: readonly Measured[]): Measured {
  let total: Measured = null;
  for (const value of values) if (value !== null) total = (total ?? 0) + value;
  return total;
}

export function failedTotal(failed: Failures): Measured {
  return sum([failed.refused, failed.timedOut, failed.unreachable, failed.reset, failed.other]);
}

const per = (value: Measured, secs: number): Measured => (value === null ? null : value / secs);

/** A reset connection was opened before; every other failure was an attempt of its own. */
function attempts(edge: Edge): Measured {
  const { opened, failed } = edge.connections;
  return sum([opened, failed.refused, failed.timedOut, failed.unreachable, failed.other]);
}

function share(part: Measured, whole: Measured): Measured {
  return part === null || whole === null || whole <= 0 ? null : Math.min(1, part / whole);
}

export function figuresOf(edges: readonly Edge[], secs: number): Figures {
  const failed = sum(edges.map((e) => failedTotal(e.connections.failed)));
  const requests = ofRequests(edges, (r) => r.count);
  const add = (pick: (e: Edge) => Measured) => per(sum(edges.map(pick)), secs);
  return {
    openedRate: add((e) => e.connections.opened),
    active: sum(edges.map((e) => e.connections.active)),
    failedRate: per(failed, secs),
    failedShare: share(failed, sum(edges.map(attempts))),
    sentRate: add((e) => e.bytesSent),
    receivedRate: add((e) => e.bytesReceived),
    retransmitRate: add((e) => e.retransmits),
    rttSeconds: mean(edges, (e) => e.rttSeconds),
    connectSeconds: mean(edges, (e) => e.connectSeconds),
    requestRate: per(requests, secs),
    requestFailedShare: share(
      ofRequests(edges, (r) => r.errors + r.unanswered),
      requests,
    ),
  };
}

function ofRequests(edges: readonly Edge[], pick: (r: Requests) => number): Measured {
  return sum(edges.flatMap((e) => e.requests.map(pick)));
}

/** Weighted by connections, so that one idle caller far away does not hide the many near ones. */
function mean(edges: readonly Edge[], pick: (e: Edge) => Measured): Measured {
  let total = 0;
  let weight = 0;
  for (const edge of edges) {
    const value = pick(edge);
    if (value === null) continue;
    const w = 1 + (edge.connections.opened ?? 0) + (edge.connections.active ?? 0);
    total += value * w;
    weight += w;
  }
  return weight === 0 ? null : total / weight;
}

export function figuresOfTraffic(traffic: Traffic, secs: number): Figures {
  return {
    openedRate: per(traffic.opened, secs),
    active: traffic.active,
    failedRate: per(traffic.failed, secs),
    failedShare: share(traffic.failed, traffic.failed === null ? null : sum([traffic.opened, traffic.failed])),
    sentRate: per(traffic.bytesSent, secs),
    receivedRate: per(traffic.bytesReceived, secs),
    retransmitRate: per(traffic.retransmits, secs),
    rttSeconds: traffic.rttSeconds,
    connectSeconds: null,
    requestRate: null,
    requestFailedShare: null,
  };
}

/** Connections per second from which a line is drawn in the next width; the legend prints these. */
export const WIDTH_STEPS = [1, 10] as const;

export function widthStep(openedRate: Measured): 1 | 2 | 3 {
  if (openedRate === null || openedRate < WIDTH_STEPS[0]) return 1;
  return openedRate < WIDTH_STEPS[1] ? 2 : 3;
}
