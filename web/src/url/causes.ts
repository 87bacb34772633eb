import { iso } from "../time/range";
import { hrefWith, type Codec } from "./location";
import { put } from "./map";

export interface AskState {
  /** Id of the service; "" where none is given. */
  service: string;
}

export const askCodec: Codec<AskState> = {
  parse: (params) => ({ service: params.get("service") ?? "" }),
  format: (state, params) => put(params, "service", state.service),
};

export interface CausesState {
  q: string;
  sort: string;
  /** Only answers about the chosen time. */
  time: boolean;
}

export const causesCodec: Codec<CausesState> = {
  parse: (params) => ({
    q: params.get("q") ?? "",
    sort: params.get("sort") ?? "",
    time: params.get("time") === "1",
  }),
  format(state, params) {
    put(params, "q", state.q);
    put(params, "sort", state.sort);
    put(params, "time", state.time ? "1" : "");
  },
};

/** About what and when an answer is. */
export interface Asked {
  id: string;
  service: string;
  from: string;
  to: string;
}

/** The time and the service go along: other pages open at that time, and an answer that is gone can be asked for again. */
export function causeHref({ id, service, from, to }: Asked): string {
  return hrefWith(`/causes/${encodeURIComponent(id)}`, rangeOf({ from, to }), { service });
}

/** The same instant is written in the same way wherever it comes from. */
export function rangeOf({ from, to }: Pick<Asked, "from" | "to">) {
  return { from: iso(Date.parse(from)), to: iso(Date.parse(to)) };
}

/** A path of these pages; one without a time is opened at the answer's. */
export function placeOf(link: string, answer: Pick<Asked, "from" | "to">): string | null {
  if (!link.startsWith("/") || link.startsWith("//")) return null;
  const [path = "", search = ""] = link.split("?");
  const params = new URLSearchParams(search);
  if (params.has("from")) return link;
  return hrefWith(path, rangeOf(answer), Object.fromEntries(params));
}
