import type { MapAnswer, Service, ServiceAnswer } from "../api/types";
import { byMark, markWord } from "../model/status";

/** More names than this nobody can listen to. */
const MOST_NAMED = 3;

export type Statuses = ReadonlyMap<string, string>;

const ONE_SERVICE = /^\/api\/v1\/services\/[^/]+$/;

/** Whose status an answer tells; null where it is about something else. */
export function servicesIn(path: string, data: unknown): readonly Service[] | null {
  if (path === "/api/v1/map" || path === "/api/v1/services") return (data as MapAnswer).services;
  return ONE_SERVICE.test(path) ? [(data as ServiceAnswer).service] : null;
}

export function statusesOf(services: readonly Service[]): Statuses {
  return new Map(services.map((s) => [s.id, markWord(s)]));
}

/** What is worth saying aloud after a refresh: whose status is another now, the worst first; nothing else. */
export function changesIn(before: Statuses, services: readonly Service[]): string {
  const changed = services
    .filter((s) => before.has(s.id) && before.get(s.id) !== markWord(s))
    .sort((a, b) => byMark(a, b));
  const named = changed.slice(0, MOST_NAMED).map((s) => `${s.name}: ${markWord(s)}`);
  const more = changed.length - named.length;
  return named.join(", ") + (more > 0 ? ` and ${more} more changed` : "");
}
