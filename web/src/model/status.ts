import type { Status } from "../api/types";

export const STATUS_WORD: Record<Status, string> = {
  ok: "healthy",
  warning: "warning",
  critical: "critical",
  unknown: "no data",
};

const RANK: Record<Status, number> = { critical: 0, warning: 1, unknown: 2, ok: 3 };

export function byStatus(a: Status, b: Status): number {
  return RANK[a] - RANK[b];
}

/** The worst of several; "no data" is worse than nothing but better than healthy only where all are without data. */
export function worst(statuses: readonly Status[]): Status {
  if (statuses.includes("critical")) return "critical";
  if (statuses.includes("warning")) return "warning";
  return statuses.includes("ok") ? "ok" : "unknown";
}

export function isSick(status: Status): boolean {
  return status === "critical" || status === "warning";
}
