import type { Service } from "../api/types";
import type { Graph } from "../model/graph";
import { byMark, isSick, markOf, worst } from "../model/status";
import type { MapBox } from "./view";

/** Of hosts that nobody watches, this many with the same neighbours are shown one by one; above, as one box. */
const MANY_OUTSIDE = 4;
/** On a crowded map two are already worth one box. */
const CROWDED_BOXES = 40;

export const OPEN_ALL = "all";

const asBox = (service: Service): MapBox => ({ type: "service", id: service.id, service, status: markOf(service) });

/** Outside hosts with the same callers and the same called become one box; unhealthy ones always stay in sight. */
export function foldOutside(graph: Graph, services: readonly Service[], open: ReadonlySet<string>): MapBox[] {
  const limit = services.length > CROWDED_BOXES ? 1 : MANY_OUTSIDE;
  const boxes: MapBox[] = [];
  const alike = new Map<string, Service[]>();
  for (const service of services) {
    if (!service.external || isSick(service.status) || hasSickLine(graph, service.id)) boxes.push(asBox(service));
    else {
      const key = neighbourhood(graph, service.id);
      alike.set(key, [...(alike.get(key) ?? []), service]);
    }
  }
  for (const [key, members] of alike) {
    const id = `fold:${key}`;
    if (members.length <= limit || open.has(OPEN_ALL) || open.has(id)) boxes.push(...members.map(asBox));
    else
      boxes.push({
        type: "fold",
        id,
        label: foldLabel(graph, members),
        services: members,
        status: worst(members.map(markOf)),
      });
  }
  return boxes;
}

function hasSickLine(graph: Graph, id: string): boolean {
  return [...graph.inOf(id), ...graph.outOf(id)].some((e) => isSick(e.status));
}

function neighbourhood(graph: Graph, id: string): string {
  const ids = (list: readonly string[]) => [...new Set(list)].sort().join("+");
  return `${ids(graph.inOf(id).map((e) => e.source))}>${ids(graph.outOf(id).map((e) => e.target))}`;
}

function foldLabel(graph: Graph, members: readonly Service[]): string {
  const calling = members.some((s) => graph.outOf(s.id).length > 0);
  const called = members.some((s) => graph.inOf(s.id).length > 0);
  if (calling && !called) return `${members.length} clients`;
  return `${members.length} outside hosts`;
}

export const UNNAMED = "(none)";
const OUTSIDE = "outside";

export type Grouping = "namespace" | "kind";

/** A group whose services are shown; those for which there is no room stay together in a box of the same id. */
export interface OpenGroup {
  id: string;
  label: string;
  /** All that it has, shown or not. */
  size: number;
  shown: string[];
}

export interface Grouped {
  boxes: MapBox[];
  by: Grouping;
  opened: OpenGroup[];
}

/** One box per namespace or kind. Opened groups show their services, the worst first, while there is room. */
export function groupUp(
  services: readonly Service[],
  open: ReadonlySet<string>,
  maxBoxes: number,
  by: Grouping = groupingFor(services, maxBoxes),
): Grouped {
  const groups = new Map<string, Service[]>();
  for (const service of services) {
    const name = groupOf(service, by);
    groups.set(name, [...(groups.get(name) ?? []), service]);
  }
  let room = maxBoxes - groups.size;
  const grouped: Grouped = { boxes: [], by, opened: [] };
  for (const [name, members] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const id = `group:${by}:${name}`;
    const fits = !open.has(id) ? 0 : members.length - 1 <= room ? members.length : Math.max(0, room);
    const shown = [...members].sort((a, b) => byMark(a, b) || (a.name < b.name ? -1 : 1)).slice(0, fits);
    const rest = fits === 0 ? members : members.filter((s) => !shown.includes(s));
    room -= shown.length - (rest.length === 0 ? 1 : 0);
    grouped.boxes.push(...shown.map(asBox));
    if (rest.length > 0) grouped.boxes.push(groupBox(id, shown.length > 0 ? `${name}: more` : name, rest));
    if (shown.length > 0) grouped.opened.push({ id, label: name, size: members.length, shown: shown.map((s) => s.id) });
  }
  return grouped;
}

function groupBox(id: string, label: string, services: Service[]): MapBox {
  return { type: "group", id, label, services, status: worst(services.map(markOf)) };
}

function groupOf(service: Service, by: Grouping): string {
  return service[by] || (by === "namespace" && service.external ? OUTSIDE : UNNAMED);
}

/** The filter that leaves only what is in a group. */
export function filterOf(groupId: string): string {
  const [, by = "", ...name] = groupId.split(":");
  const value = name.join(":");
  if (value === OUTSIDE && by === "namespace") return "kind:external";
  if (value === UNNAMED) return by === "namespace" ? "ns: !kind:external" : "kind:";
  return `${by === "namespace" ? "ns" : "kind"}=${value}`;
}

function groupingFor(services: readonly Service[], maxBoxes: number): Grouping {
  const namespaces = new Set(services.map((s) => s.namespace ?? "")).size;
  return namespaces > 1 && namespaces <= maxBoxes ? "namespace" : "kind";
}
