import { useSyncExternalStore } from "react";
import { clockOffset, onClockChange, serverNow } from "./clock";

/** Labels of time are as fine as a minute; a tick each few seconds keeps them true without work. */
const TICK_MS = 5_000;

let now = serverNow();
const listeners = new Set<() => void>();

function tick() {
  now = serverNow();
  for (const listener of listeners) listener();
}

setInterval(tick, TICK_MS);
onClockChange(tick);

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The server's time as of the last tick, the same for every part of the page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

/** How far the server's clock is ahead of this computer's. */
export function useClockOffset(): number {
  return useSyncExternalStore(onClockChange, clockOffset);
}
