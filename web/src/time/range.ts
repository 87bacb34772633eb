/** A time range as it stands in the URL: `now-30m` … `now`, or two instants. */
export interface Range {
  from: string;
  to: string;
}

export interface Instants {
  from: number;
  to: number;
}

export const DEFAULT_RANGE: Range = { from: "now-30m", to: "now" };

export const QUICK: { label: string; from: string }[] = [
  { label: "Last 5 min", from: "now-5m" },
  { label: "Last 15 min", from: "now-15m" },
  { label: "Last 30 min", from: "now-30m" },
  { label: "Last 1 h", from: "now-1h" },
  { label: "Last 3 h", from: "now-3h" },
  { label: "Last 6 h", from: "now-6h" },
  { label: "Last 12 h", from: "now-12h" },
  { label: "Last 24 h", from: "now-1d" },
  { label: "Last 2 days", from: "now-2d" },
  { label: "Last 7 days", from: "now-7d" },
];

const UNIT_MS: Record<string, number> = { s: 1e3, m: 60e3, h: 3600e3, d: 86400e3, w: 7 * 86400e3 };
const RELATIVE = /^now(?:\s*([+-])\s*(\d+)\s*([smhdw]))?$/i;
const WALL = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?$/;
const CLOCK = /^(\d\d?):(\d\d)(?::(\d\d))?$/;

/** The instant a word means, or null where it means none. Without a zone it is read in the zone shown on the screen. */
export function instantOf(word: string, now: number, utc = false): number | null {
  const text = word.trim();
  const relative = RELATIVE.exec(text);
  if (relative) return now + offsetMs(relative);
  const clock = CLOCK.exec(text);
  if (clock) return clockOf(clock, now, utc);
  const wall = WALL.exec(text);
  if (wall) return wallOf(wall, utc);
  if (!/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/i.test(text)) return null;
  const parsed = Date.parse(text);
  return Number.isNaN(parsed) ? null : parsed;
}

function offsetMs([, sign, amount, unit]: RegExpExecArray): number {
  if (!sign || !amount || !unit) return 0;
  const size = Number(amount) * (UNIT_MS[unit.toLowerCase()] ?? 0);
  return sign === "-" ? -size : size;
}

/** Hours and minutes mean the last time it was that time: at most a day ago, never in the future. */
function clockOf([, h, m, s]: RegExpExecArray, now: number, utc: boolean): number | null {
  if (Number(h) > 23 || Number(m) > 59) return null;
  const day = new Date(now);
  if (utc) day.setUTCHours(Number(h), Number(m), Number(s ?? 0), 0);
  else day.setHours(Number(h), Number(m), Number(s ?? 0), 0);
  const at = day.getTime();
  return at > now ? at - 86400e3 : at;
}

function wallOf(match: RegExpExecArray, utc: boolean): number | null {
  const [y, mo, d, h, mi, s] = match.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (mo < 1 || mo > 12 || d < 1 || d > 31 || h > 23 || mi > 59) return null;
  return utc ? Date.UTC(y, mo - 1, d, h, mi, s) : new Date(y, mo - 1, d, h, mi, s).getTime();
}

export function resolve(range: Range, now: number): Instants {
  const from = instantOf(range.from, now, true);
  const to = instantOf(range.to, now, true);
  if (from === null || to === null || from >= to) return resolve(DEFAULT_RANGE, now);
  return { from, to };
}

/** While the end is "now" the page follows the clock. */
export function isLive(range: Range): boolean {
  return range.to.trim().toLowerCase() === "now";
}

/** Both ends are instants: the range means the same at any time. */
export function isAbsolute(range: Range): boolean {
  return [range.from, range.to].every((word) => !/^\s*now/i.test(word));
}

export function iso(ms: number): string {
  return new Date(Math.round(ms / 1000) * 1000).toISOString().replace(".000Z", "Z");
}

export function absolute(range: Range, now: number): Range {
  const { from, to } = resolve(range, now);
  return { from: iso(from), to: iso(to) };
}

/** Half a width back or forward; forward beyond now ends at now and so becomes live again. */
export function shift(range: Range, direction: -1 | 1, now: number): Range {
  const { from, to } = resolve(range, now);
  const half = (to - from) / 2;
  const end = to + direction * half;
  if (direction > 0 && end >= now) return liveOfWidth(to - from);
  return { from: iso(from + direction * half), to: iso(end) };
}

/** The same width, ending now. */
export function toLive(range: Range, now: number): Range {
  const { from, to } = resolve(range, now);
  return liveOfWidth(to - from);
}

export function liveOfWidth(widthMs: number): Range {
  for (const unit of ["d", "h", "m"]) {
    const size = UNIT_MS[unit] ?? 1;
    if (widthMs >= size && widthMs % size === 0) return { from: `now-${widthMs / size}${unit}`, to: "now" };
  }
  return { from: `now-${Math.max(10, Math.round(widthMs / 1000))}s`, to: "now" };
}

export function parseRange(params: URLSearchParams): Range {
  const from = params.get("from");
  const to = params.get("to") ?? "now";
  if (!from || instantOf(from, 0) === null || instantOf(to, 0) === null) return DEFAULT_RANGE;
  return { from, to };
}

export function putRange(params: URLSearchParams, range: Range): void {
  const isDefault = range.from === DEFAULT_RANGE.from && range.to === DEFAULT_RANGE.to;
  for (const key of ["from", "to"] as const) {
    if (isDefault) params.delete(key);
    else params.set(key, range[key]);
  }
}
