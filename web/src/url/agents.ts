import type { Codec } from "./location";
import { put } from "./map";

export interface AgentsState {
  /** Part of a node's name. */
  q: string;
  sick: boolean;
  /** Nodes whose details are shown; null: those that have something wrong. */
  open: string[] | null;
}

/** All were closed: not the same as never having chosen. */
const NONE = "none";

export const agentsCodec: Codec<AgentsState> = {
  parse(params) {
    const open = params.getAll("open");
    return {
      q: params.get("q") ?? "",
      sick: params.get("sick") === "1",
      open: open.length === 0 ? null : open.filter((node) => node !== NONE),
    };
  },
  format(state, params) {
    put(params, "q", state.q);
    put(params, "sick", state.sick ? "1" : "");
    params.delete("open");
    if (state.open === null) return;
    for (const node of state.open.length === 0 ? [NONE] : state.open) params.append("open", node);
  },
};
