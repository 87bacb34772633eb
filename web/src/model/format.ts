import type { Measured } from "../api/types";

export const NOT_MEASURED = "–";

/** Narrow no-break space: a figure and its unit never part. */
const NB = "\u202f";

const THIN_GROUPS = /\B(?=(\d{3})+$)/g;

/** Three significant digits at most, k/M/G above a thousand. */
function short(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size >= 999.5e6) return `${digits(value / 1e9)}G`;
  if (size >= 999.5e3) return `${digits(value / 1e6)}M`;
  if (size >= 9_995) return `${digits(value / 1e3)}k`;
  if (size >= 999.5) return `${digits(value / 1e3)}k`;
  return digits(value);
}

function digits(value: number): string {
  const size = Math.abs(value);
  if (size >= 99.5) return value.toFixed(0);
  if (size >= 9.95) return trim(value.toFixed(1));
  if (size >= 0.1) return trim(value.toFixed(size >= 1 ? 1 : 2));
  return trim(value.toPrecision(1));
}

function trim(text: string): string {
  return text.includes(".") && !text.includes("e") ? text.replace(/\.?0+$/, "") : text;
}

/** Whole numbers with groups of three: 12 048. */
export function count(value: Measured): string {
  return value === null ? NOT_MEASURED : String(Math.round(value)).replace(THIN_GROUPS, NB);
}

export function rate(perSecond: Measured): string {
  if (perSecond === null) return NOT_MEASURED;
  if (perSecond > 0 && perSecond < 0.01) return `<${NB}0.01/s`;
  return `${short(perSecond)}/s`;
}

export function percent(share: Measured): string {
  if (share === null) return NOT_MEASURED;
  const value = share * 100;
  if (value > 0 && value < 0.1) return `<${NB}0.1${NB}%`;
  return `${value >= 9.95 || value === 0 ? value.toFixed(0) : trim(value.toFixed(1))}${NB}%`;
}

export function seconds(value: Measured): string {
  if (value === null) return NOT_MEASURED;
  if (value === 0) return `0${NB}ms`;
  if (value < 0.9995e-3) return `${digits(value * 1e6)}${NB}µs`;
  if (value < 0.9995) return `${digits(value * 1e3)}${NB}ms`;
  return `${digits(value)}${NB}s`;
}

const BYTE_STEPS: [number, string][] = [
  [1e12, "TB"],
  [1e9, "GB"],
  [1e6, "MB"],
  [1e3, "kB"],
];

export function bytes(value: Measured): string {
  if (value === null) return NOT_MEASURED;
  for (const [size, unit] of BYTE_STEPS) if (value >= size * 0.9995) return `${digits(value / size)}${NB}${unit}`;
  return `${value < 1 && value > 0 ? digits(value) : Math.round(value)}${NB}B`;
}

export function byteRate(perSecond: Measured): string {
  return perSecond === null ? NOT_MEASURED : `${bytes(perSecond)}/s`;
}

/** Processors, on an axis whose heading says so. */
export function plain(value: Measured): string {
  return value === null ? NOT_MEASURED : short(value);
}

/** 0.42 CPU: one is a whole processor, busy all the time. */
export function cpus(cores: Measured): string {
  if (cores === null) return NOT_MEASURED;
  if (cores > 0 && cores < 0.01) return `<${NB}0.01${NB}CPU`;
  return `${short(cores)}${NB}CPU`;
}

export function plural(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}
