import type { Service, Status } from "../api/types";

/** How a service is shown: by its status, or as hurt where it is well itself and its callers suffer because of others. */
export type Mark = Status | "hurt";

export const STATUS_WORD: Record<Mark, string> = {
  ok: "healthy",
  warning: "warning",
  critical: "critical",
  hurt: "hurt by others",
  unknown: "no data",
};

const RANK: Record<Mark, number> = { critical: 0, warning: 1, hurt: 2, unknown: 3, ok: 4 };

export function byStatus(a: Mark, b: Mark): number {
  return RANK[a] - RANK[b];
}

type Judged = Pick<Service, "status" | "hurtBy">;

export function markOf({ status, hurtBy }: Judged): Mark {
  return status === "ok" && hurtBy.length > 0 ? "hurt" : status;
}

export function byMark(a: Judged, b: Judged): number {
  return byStatus(markOf(a), markOf(b));
}

/** "critical", "hurt by payments": how it is, in words. */
export function markWord(service: Judged): string {
  return markOf(service) === "hurt" ? `hurt by ${namesOf(service.hurtBy)}` : STATUS_WORD[service.status];
}

/** More names than this are counted. */
const MOST_NAMED = 2;

function namesOf(all: Service["hurtBy"]): string {
  const named = all.slice(0, MOST_NAMED).map((one) => one.name);
  return named.join(", ") + (all.length > named.length ? ` and ${all.length - named.length} more` : "");
}

/** The worst of several; "no data" is worse than nothing but better than healthy only where all are without data. */
export function worst<M extends Mark>(marks: readonly M[]): M | "unknown" {
  const [first] = marks.filter((mark) => mark !== "unknown").sort(byStatus);
  return first ?? "unknown";
}

export function isSick(mark: Mark): boolean {
  return mark === "critical" || mark === "warning";
}

/** Unhealthy, or hurt: worth asking why. */
export function isTroubled(mark: Mark): boolean {
  return isSick(mark) || mark === "hurt";
}
