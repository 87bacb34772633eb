import type { Codec } from "./location";

export interface MapState {
  /** Filter expression. */
  q: string;
  /** Only what is unhealthy, with its neighbours. */
  sick: boolean;
  focus: string | null;
  depth: number;
  /** Selected service, fold or group. */
  sel: string | null;
  /** Selected line, by its two ends. */
  line: { source: string; target: string } | null;
  table: boolean;
  /** One box per namespace or kind, also where there are few services. */
  by: "namespace" | "kind" | null;
  /** In a picture of groups also the lines between healthy ones. */
  lines: boolean;
  sort: string;
  lineSort: string;
  /** Folds and groups that were opened; "all" opens every fold. */
  open: string[];
}

const BY = ["namespace", "kind"] as const;

export const MAX_DEPTH = 4;

export const mapCodec: Codec<MapState> = {
  parse(params) {
    const [source, target] = [params.get("src"), params.get("dst")];
    const depth = Number(params.get("depth") ?? 1);
    return {
      q: params.get("q") ?? "",
      sick: params.get("sick") === "1",
      focus: params.get("focus"),
      depth: Number.isInteger(depth) && depth >= 1 && depth <= MAX_DEPTH ? depth : 1,
      sel: params.get("sel"),
      line: source && target ? { source, target } : null,
      table: params.get("view") === "table",
      by: BY.find((by) => by === params.get("by")) ?? null,
      lines: params.get("lines") === "all",
      sort: params.get("sort") ?? "",
      lineSort: params.get("lsort") ?? "",
      open: params.getAll("open"),
    };
  },
  format(state, params) {
    put(params, "q", state.q);
    put(params, "sick", state.sick ? "1" : "");
    put(params, "focus", state.focus ?? "");
    put(params, "depth", state.focus && state.depth !== 1 ? String(state.depth) : "");
    put(params, "sel", state.sel ?? "");
    put(params, "src", state.line?.source ?? "");
    put(params, "dst", state.line?.target ?? "");
    put(params, "view", state.table ? "table" : "");
    put(params, "by", state.by ?? "");
    put(params, "lines", state.lines ? "all" : "");
    put(params, "sort", state.sort);
    put(params, "lsort", state.lineSort);
    params.delete("open");
    for (const id of state.open) params.append("open", id);
  },
};

export function put(params: URLSearchParams, key: string, value: string) {
  if (value === "") params.delete(key);
  else params.set(key, value);
}
