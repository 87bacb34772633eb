import { useCallback } from "react";
import { navigate, usePathname, useSearch } from "wouter/use-browser-location";
import { parseRange, putRange, type Range } from "../time/range";

/** Reads and writes one page's state in the URL. `format` leaves out what is as usual, so that links stay short. */
export interface Codec<T> {
  parse: (params: URLSearchParams) => T;
  format: (state: T, params: URLSearchParams) => void;
}

export interface NavigateOptions {
  /** For what Back should not undo one by one, such as each letter typed. */
  replace?: boolean;
}

function write(path: string, params: URLSearchParams, options?: NavigateOptions) {
  const search = pretty(params);
  const to = search ? `${path}?${search}` : path;
  if (to !== location.pathname + location.search) navigate(to, options);
}

/** Colons, slashes and commas need no escape in a query and are read more easily without. */
function pretty(params: URLSearchParams): string {
  return params.toString().replaceAll("%3A", ":").replaceAll("%2F", "/").replaceAll("%2C", ",").replaceAll("%7E", "~");
}

export type Setter<T> = (change: Partial<T>, options?: NavigateOptions) => void;

export function useUrlState<T extends object>(codec: Codec<T>): [T, Setter<T>] {
  const search = useSearch();
  const state = codec.parse(new URLSearchParams(search));
  const set = useCallback<Setter<T>>(
    (change, options) => {
      const params = new URLSearchParams(location.search);
      codec.format({ ...codec.parse(params), ...change }, params);
      write(location.pathname, params, options);
    },
    [codec],
  );
  return [state, set];
}

const rangeCodec: Codec<Range> = { parse: parseRange, format: (range, params) => putRange(params, range) };

export function useRange(): [Range, (range: Range, options?: NavigateOptions) => void] {
  const [range, set] = useUrlState(rangeCodec);
  return [range, set];
}

/** An address inside Sonde that keeps the time range of the current one. */
export function hrefOf(path: string, search: string, own: Record<string, string> = {}): string {
  return hrefWith(path, parseRange(new URLSearchParams(search)), own);
}

/** An address inside Sonde at a given time. */
export function hrefWith(path: string, range: Range, own: Record<string, string> = {}): string {
  const params = new URLSearchParams(own);
  putRange(params, range);
  const text = pretty(params);
  return text ? `${path}?${text}` : path;
}

export function useHref(): (path: string, own?: Record<string, string>) => string {
  const search = useSearch();
  return (path, own) => hrefOf(path, search, own);
}

export function goTo(path: string, own?: Record<string, string>) {
  navigate(hrefOf(path, location.search, own));
}

/** To an address that was made before, with a time of its own. */
export function navigateTo(href: string, options?: NavigateOptions) {
  navigate(href, options);
}

export { usePathname, useSearch };

export type Page =
  | { at: "map" | "services" | "causes" | "ask" | "traces" | "agents" | "start" | "nowhere" }
  | { at: "service" | "cause" | "trace"; id: string };

const LISTS = ["map", "services", "causes", "traces", "agents"] as const;

export function pageOf(path: string): Page {
  const parts = path.split("/").filter((part) => part !== "");
  if (parts.length === 0) return { at: "start" };
  const [first, second] = parts;
  const list = LISTS.find((at) => at === first);
  if (parts.length === 1 && list) return { at: list };
  if (parts.length !== 2 || !second) return { at: "nowhere" };
  if (first === "services") return { at: "service", id: decode(second) };
  if (first === "causes") return second === "ask" ? { at: "ask" } : { at: "cause", id: decode(second) };
  if (first === "traces") return { at: "trace", id: decode(second) };
  return { at: "nowhere" };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function servicePath(id: string): string {
  return `/services/${encodeURIComponent(id).replaceAll("%3A", ":")}`;
}

/** Ids begin with the name; an outside host is its address. */
export function nameOf(id: string): string {
  return id.replace(/^external:/, "").split("~")[0] ?? id;
}
