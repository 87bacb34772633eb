import { useSyncExternalStore } from "react";

/** A stretch of time that is being chosen on one chart and shown on all of them. */
export interface Stretch {
  from: number;
  to: number;
}

let current: Stretch | null = null;
const listeners = new Set<() => void>();

export function selectStretch(stretch: Stretch | null) {
  if (current === stretch) return;
  current = stretch;
  for (const listener of listeners) listener();
}

export function selectedStretch(): Stretch | null {
  return current;
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useStretch(): Stretch | null {
  return useSyncExternalStore(subscribe, () => current);
}

export function stretchOf(a: number, b: number): Stretch {
  return { from: Math.min(a, b), to: Math.max(a, b) };
}
