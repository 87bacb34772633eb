/** Smaller differences mean nothing: the Date header has whole seconds, and an answer is on its way for a while. */
const AGREE_MS = 3_000;
/** The Date header cuts the second off; on average half of it is missing. */
const HALF_SECOND_MS = 500;

/** The server's clock less this computer's. Data carries the server's time, so "now" must be the server's as well. */
let offsetMs = 0;
const listeners = new Set<() => void>();

export function serverNow(): number {
  return Date.now() + offsetMs;
}

export function clockOffset(): number {
  return offsetMs;
}

export function onClockChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Takes the time that an answer bears, against the middle of the time between question and answer. */
export function heardServerTime(serverMs: number, askedMs: number, answeredMs: number) {
  if (!Number.isFinite(serverMs)) return;
  const unsure = AGREE_MS + (answeredMs - askedMs) / 2;
  const measured = serverMs - (askedMs + answeredMs) / 2;
  if (Math.abs(measured - offsetMs) < unsure) return;
  offsetMs = Math.abs(measured) < unsure ? 0 : Math.round(measured);
  for (const listener of listeners) listener();
}

export function heardDateHeader(header: string | null, askedMs: number, answeredMs: number) {
  if (header !== null) heardServerTime(Date.parse(header) + HALF_SECOND_MS, askedMs, answeredMs);
}
