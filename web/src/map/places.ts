import type { Layout } from "../layout/types";

/** Pictures of this many choices of filter, focus and folds are kept; older ones are laid out anew. */
const MOST_SCOPES = 20;
const KEY = "sonde.places.1";

const arranged = new Map<string, Layout>();

export function remember(scope: string, layout: Layout) {
  arranged.delete(scope);
  arranged.set(scope, layout);
  const [oldest] = arranged.keys();
  if (arranged.size > MOST_SCOPES && oldest !== undefined) arranged.delete(oldest);
  try {
    // Only the last picture: it is the one that a reload shows again.
    sessionStorage.setItem(KEY, JSON.stringify([scope, layout], mapsAsLists));
  } catch {
    // Storage can be forbidden or full; then a reload lays out anew.
  }
}

export function recall(scope: string): Layout | undefined {
  const known = arranged.get(scope);
  if (known) return known;
  try {
    const [of, layout] = JSON.parse(sessionStorage.getItem(KEY) ?? "[]", listsAsMaps) as [string?, Layout?];
    return of === scope ? layout : undefined;
  } catch {
    return undefined;
  }
}

function mapsAsLists(_: string, value: unknown): unknown {
  return value instanceof Map ? { map: [...value] } : value;
}

function listsAsMaps(_: string, value: unknown): unknown {
  const { map } = Object(value) as { map?: unknown };
  return Array.isArray(map) ? new Map(map as [unknown, unknown][]) : value;
}
