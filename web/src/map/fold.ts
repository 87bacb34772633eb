import type { Service } from "../api/types";
import type { Graph } from "../model/graph";
import { isSick, worst } from "../model/status";
import type { MapBox } from "./view";

/** Of hosts that nobody watches, this many with the same neighbours are shown one by one; above, as one box. */
const MANY_OUTSIDE = 4;
/** On a crowded map two are already worth one box. */
const CROWDED_BOXES = 40;

export const OPEN_ALL = "all";

const asBox = (service: Service): MapBox => ({ type: "service", id: service.id, service, status: service.status });

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
        status: worst(members.map((s) => s.status)),
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

/** Too many for one picture: one box per namespace, or per kind where namespaces tell nothing apart. Opened groups show their services while there is room. */
export function groupUp(
  services: readonly Service[],
  open: ReadonlySet<string>,
  maxBoxes: number,
): { boxes: MapBox[]; by: "namespace" | "kind" } {
  const by = groupingFor(services, maxBoxes);
  const groups = new Map<string, Service[]>();
  for (const service of services) {
    const name = service[by] || (by === "namespace" && service.external ? "outside" : UNNAMED);
    groups.set(name, [...(groups.get(name) ?? []), service]);
  }
  let room = maxBoxes - groups.size;
  const boxes: MapBox[] = [];
  for (const [name, members] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const id = `group:${by}:${name}`;
    if (open.has(id) && members.length - 1 <= room) {
      room -= members.length - 1;
      boxes.push(...members.map(asBox));
    } else
      boxes.push({ type: "group", id, label: name, services: members, status: worst(members.map((s) => s.status)) });
  }
  return { boxes, by };
}

function groupingFor(services: readonly Service[], maxBoxes: number): "namespace" | "kind" {
  const namespaces = new Set(services.map((s) => s.namespace ?? "")).size;
  return namespaces > 1 && namespaces <= maxBoxes ? "namespace" : "kind";
}
