import type { IconName } from "../ui/Icon";
import type { Page } from "../url/location";

export interface Entry {
  path: string;
  label: string;
  icon: IconName;
  /** Second key after g. */
  key: string;
  at: Page["at"][];
}

/** Only pages that exist. */
export const PAGES: Entry[] = [
  { path: "/map", label: "Service map", icon: "map", key: "m", at: ["map"] },
  { path: "/services", label: "Services", icon: "list", key: "s", at: ["services", "service"] },
  { path: "/causes", label: "Causes", icon: "why", key: "c", at: ["causes", "cause", "ask"] },
  { path: "/traces", label: "Traces", icon: "trace", key: "t", at: ["traces", "trace"] },
  { path: "/agents", label: "Agents and server", icon: "agents", key: "a", at: ["agents"] },
];
