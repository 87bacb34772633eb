import type { Codec } from "./location";
import { put } from "./map";

export interface ServicesState {
  q: string;
  sort: string;
  /** Hosts that no agent watches. */
  outside: boolean;
}

export const servicesCodec: Codec<ServicesState> = {
  parse: (params) => ({
    q: params.get("q") ?? "",
    sort: params.get("sort") ?? "",
    outside: params.get("outside") === "1",
  }),
  format(state, params) {
    put(params, "q", state.q);
    put(params, "sort", state.sort);
    put(params, "outside", state.outside ? "1" : "");
  },
};

export const TABS = ["overview", "requests", "instances", "connections"] as const;
export type TabId = (typeof TABS)[number];

export interface ServiceState {
  tab: TabId;
  sort: string;
}

export const serviceCodec: Codec<ServiceState> = {
  parse(params) {
    const tab = TABS.find((t) => t === params.get("tab")) ?? "overview";
    return { tab, sort: params.get("sort") ?? "" };
  },
  format(state, params) {
    put(params, "tab", state.tab === "overview" ? "" : state.tab);
    put(params, "sort", state.sort);
  },
};
