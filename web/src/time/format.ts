import { isLive, QUICK, resolve, type Range } from "./range";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

interface Parts {
  year: number;
  month: number;
  day: number;
  clock: string;
  seconds: string;
}

function partsOf(ms: number, utc: boolean): Parts {
  const date = new Date(ms);
  const two = (n: number) => String(n).padStart(2, "0");
  return utc
    ? {
        year: date.getUTCFullYear(),
        month: date.getUTCMonth(),
        day: date.getUTCDate(),
        clock: `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`,
        seconds: two(date.getUTCSeconds()),
      }
    : {
        year: date.getFullYear(),
        month: date.getMonth(),
        day: date.getDate(),
        clock: `${two(date.getHours())}:${two(date.getMinutes())}`,
        seconds: two(date.getSeconds()),
      };
}

export function clock(ms: number, utc: boolean): string {
  return partsOf(ms, utc).clock;
}

export function clockSeconds(ms: number, utc: boolean): string {
  const { clock: hm, seconds } = partsOf(ms, utc);
  return `${hm}:${seconds}`;
}

export function dayAndClock(ms: number, utc: boolean): string {
  const { day, month, clock: hm } = partsOf(ms, utc);
  return `${day} ${MONTHS[month]} ${hm}`;
}

/** As it is typed into the time picker: 2026-03-10 14:02:00. */
export function wallTime(ms: number, utc: boolean): string {
  const { year, month, day, clock: hm, seconds } = partsOf(ms, utc);
  return `${year}-${String(month + 1).padStart(2, "0")}-${String(day).padStart(2, "0")} ${hm}:${seconds}`;
}

/** Below that, minutes alone would say little, or the same twice. */
const SHORT_MS = 5 * 60_000;

/** 14:02–14:32, with seconds where it is short, with the day where that is not today, with both days where they differ. */
export function span(from: number, to: number, utc: boolean, now: number): string {
  const [a, b, today] = [from, to, now].map((ms) => partsOf(ms, utc)) as [Parts, Parts, Parts];
  if (!sameDay(a, b)) return `${dayAndClock(from, utc)} – ${dayAndClock(to, utc)}`;
  const seconds = to - from < SHORT_MS ? (p: Parts) => `:${p.seconds}` : () => "";
  return `${sameDay(b, today) ? a.clock : dayAndClock(from, utc)}${seconds(a)}–${b.clock}${seconds(b)}`;
}

function sameDay(a: Parts, b: Parts): boolean {
  return a.year === b.year && a.month === b.month && a.day === b.day;
}

export function rangeLabel(range: Range, now: number): string {
  const quick = isLive(range) ? QUICK.find((q) => q.from === range.from) : undefined;
  if (quick) return quick.label;
  const { from, to } = resolve(range, now);
  return isLive(range) ? `Last ${duration((to - from) / 1000)}` : duration((to - from) / 1000);
}

/** 45 s, 12 min, 3 h 20 min, 4 days: two units at most. */
export function duration(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return `${s} s`;
  const minutes = Math.round(s / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  const restMinutes = minutes % 60;
  if (hours < 24) return restMinutes ? `${hours} h ${restMinutes} min` : `${hours} h`;
  const days = Math.floor(hours / 24);
  const restHours = hours % 24;
  const dayWord = days === 1 ? "day" : "days";
  return restHours && days < 7 ? `${days} ${dayWord} ${restHours} h` : `${days} ${dayWord}`;
}

export function ago(ms: number, now: number): string {
  return `${duration((now - ms) / 1000)} ago`;
}
