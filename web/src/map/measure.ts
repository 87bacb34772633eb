import { useSyncExternalStore } from "react";

/** Widths of text as the browser draws it, so that a name is cut exactly where its room ends. */
export const FONTS = {
  name: { size: "600 12.5px", family: "--font" },
  /** Names seen from afar. */
  far: { size: "600 22px", family: "--font" },
  sub: { size: "400 11px", family: "--font" },
  kind: { size: "500 9.5px", family: "--mono" },
} as const;

export type Font = keyof typeof FONTS;

const known = new Map<string, number>();
/** Texts carry figures, so there are always new ones; a map has a few hundred at a time. */
const MOST_KNOWN = 20_000;

let context: CanvasRenderingContext2D | null = null;
let version = 0;

export function textWidth(text: string, font: Font): number {
  const key = `${font} ${text}`;
  const have = known.get(key);
  if (have !== undefined) return have;
  context ??= document.createElement("canvas").getContext("2d")!;
  const { size, family } = FONTS[font];
  context.font = `${size} ${getComputedStyle(document.documentElement).getPropertyValue(family)}`;
  const { width } = context.measureText(text);
  if (known.size > MOST_KNOWN) known.clear();
  known.set(key, width);
  return width;
}

/** Addresses tell most at both ends, names at their beginning. */
export function shorten(text: string, font: Font, room: number, middle: boolean): string {
  if (textWidth(text, font) <= room) return text;
  let [low, high] = [1, text.length - 1];
  while (low < high) {
    const half = Math.ceil((low + high) / 2);
    if (textWidth(cut(text, half, middle), font) <= room) low = half;
    else high = half - 1;
  }
  return cut(text, low, middle);
}

const TAIL_CHARS = 6;

function cut(text: string, chars: number, middle: boolean): string {
  const tail = middle ? Math.min(TAIL_CHARS, Math.floor(chars / 2)) : 0;
  return `${text.slice(0, chars - tail).trimEnd()}…${tail > 0 ? text.slice(-tail) : ""}`;
}

/** The type comes after the first paint; what was measured before is wrong then. */
export function useFonts(): number {
  return useSyncExternalStore(subscribe, () => version);
}

function subscribe(listener: () => void) {
  const loaded = () => {
    known.clear();
    version++;
    listener();
  };
  document.fonts.addEventListener("loadingdone", loaded);
  return () => document.fonts.removeEventListener("loadingdone", loaded);
}
