import { useSyncExternalStore } from "react";

/** Labels of time are as fine as a minute; a tick each few seconds keeps them true without work. */
const TICK_MS = 5_000;

let now = Date.now();
const listeners = new Set<() => void>();

setInterval(() => {
  now = Date.now();
  for (const listener of listeners) listener();
}, TICK_MS);

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The time as of the last tick, the same for every part of the page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
