import type { Edge, Service, Status } from "../api/types";
import type { Figures } from "../model/figures";
import { figuresOf } from "../model/figures";
import { parseFilter } from "../model/filter";
import type { Graph } from "../model/graph";
import { isSick, markOf, worst, type Mark } from "../model/status";
import type { MapState } from "../url/map";
import { foldOutside, groupUp, type Grouping, type OpenGroup } from "./fold";

/** What is drawn as one box: a service, or several folded into one. */
export type MapBox =
  | { type: "service"; id: string; service: Service; status: Mark }
  | { type: "fold" | "group"; id: string; label: string; services: Service[]; status: Mark };

export interface MapLine {
  source: string;
  target: string;
  edges: Edge[];
  status: Status;
  figures: Figures;
}

export interface MapView {
  boxes: MapBox[];
  lines: MapLine[];
  /** Shown only because a neighbour matched. */
  dimmed: Set<string>;
  /** Services that filter, focus or "unhealthy" keep away. */
  hidden: number;
  /** Services inside folds and groups. */
  folded: number;
  groupedBy: Grouping | null;
  opened: OpenGroup[];
  /** The service that is focused is not in this time range. */
  lostFocus: boolean;
  mistakes: string[];
}

/** More boxes than this are never drawn: nobody can read them. */
export const MAX_BOXES = 150;

/** From here on groups with their many lines cannot be read as a layered picture. */
const GRID_FROM = 20;

/** The picture is one of cells, with lines only where they tell something. */
export function isGrid(view: MapView): boolean {
  return view.groupedBy !== null && (view.boxes.length > GRID_FROM || view.opened.length > 0);
}

/** Lines that are always drawn: in a picture of cells only those that are unhealthy or within an opened group. */
export function standing(view: MapView, all: boolean): (line: MapLine) => boolean {
  if (all || !isGrid(view)) return () => true;
  const groupOf = new Map(view.opened.flatMap((group) => group.shown.map((id) => [id, group.id])));
  return ({ source, target, status }) =>
    isSick(status) || (groupOf.has(source) && groupOf.get(source) === groupOf.get(target));
}

export function viewOf(graph: Graph, state: MapState, maxBoxes = MAX_BOXES): MapView {
  const filter = parseFilter(state.q);
  let shown = new Set(graph.services.keys());
  const focus = state.focus !== null && graph.services.has(state.focus) ? state.focus : null;
  if (focus !== null) shown = reach(graph, focus, state.depth);
  const dimmed = new Set<string>();
  if (state.sick) shown = withHurt(graph, shown, withNeighbours(graph, shown, sickOf(graph), dimmed), dimmed);
  if (!filter.empty) {
    const matching = new Set([...shown].filter((id) => filter.matches(subjectOf(graph, id))));
    dimmed.clear();
    shown = withNeighbours(graph, shown, matching, dimmed);
  }
  const hidden = graph.services.size - shown.size;
  const services = [...graph.services.values()].filter((s) => shown.has(s.id));
  const folds = foldOutside(graph, services, new Set(state.open));
  const grouped =
    state.by !== null || folds.length > maxBoxes
      ? groupUp(services, new Set(state.open), maxBoxes, state.by ?? undefined)
      : { boxes: folds, by: null, opened: [] };
  return {
    boxes: grouped.boxes,
    lines: linesOf(graph, grouped.boxes),
    dimmed,
    hidden,
    folded: grouped.boxes.reduce((n, b) => n + (b.type === "service" ? 0 : b.services.length), 0),
    groupedBy: grouped.by,
    opened: grouped.opened,
    lostFocus: state.focus !== null && focus === null,
    mistakes: filter.mistakes,
  };
}

/** What was too much once becomes groups until it is clearly less, so that a map at the border does not flicker. */
const CLEARLY_LESS = 0.85;
const tooMany = new Set<string>();

/** The picture of one choice (scope) of filter, focus and folds, refreshed again and again. */
export function steadyView(graph: Graph, state: MapState, scope: string): MapView {
  const view = viewOf(graph, state, Math.round(MAX_BOXES * (tooMany.has(scope) ? CLEARLY_LESS : 1)));
  if (view.groupedBy === null) tooMany.delete(scope);
  else if (state.by === null) tooMany.add(scope);
  return view;
}

/** Every service in the picture, also those inside folds and groups. */
export function membersOf(view: MapView): Service[] {
  return view.boxes.flatMap((box) => (box.type === "service" ? [box.service] : box.services));
}

function subjectOf(graph: Graph, id: string) {
  return { service: graph.services.get(id)!, inbound: graph.inbound(id), outbound: graph.outbound(id) };
}

/** Callers of callers to the left, what is called by what it calls to the right; not the callers' other dependencies. */
function reach(graph: Graph, focus: string, depth: number): Set<string> {
  const found = new Set([focus]);
  for (const next of [
    (id: string) => graph.inOf(id).map((e) => e.source),
    (id: string) => graph.outOf(id).map((e) => e.target),
  ]) {
    let ring = [focus];
    for (let step = 0; step < depth; step++) {
      ring = [...new Set(ring.flatMap(next))];
      for (const id of ring) found.add(id);
    }
  }
  return found;
}

function sickOf(graph: Graph): Set<string> {
  const sick = new Set([...graph.services.values()].filter((s) => isSick(s.status)).map((s) => s.id));
  for (const edge of graph.edges) if (isSick(edge.status)) sick.add(edge.source).add(edge.target);
  return sick;
}

/** Who is hurt belongs to the picture of what is wrong, however far he is from it; his healthy neighbours do not. */
function withHurt(graph: Graph, among: ReadonlySet<string>, shown: Set<string>, dimmed: Set<string>): Set<string> {
  for (const service of graph.services.values()) {
    if (!among.has(service.id) || markOf(service) !== "hurt") continue;
    shown.add(service.id);
    dimmed.delete(service.id);
  }
  return shown;
}

function withNeighbours(
  graph: Graph,
  among: ReadonlySet<string>,
  core: ReadonlySet<string>,
  dimmed: Set<string>,
): Set<string> {
  const kept = new Set([...core].filter((id) => among.has(id)));
  for (const { source, target } of graph.edges) {
    for (const [own, other] of [
      [source, target],
      [target, source],
    ] as const) {
      if (!core.has(own) || !among.has(own) || kept.has(other) || !among.has(other)) continue;
      kept.add(other);
      dimmed.add(other);
    }
  }
  return kept;
}

function linesOf(graph: Graph, boxes: readonly MapBox[]): MapLine[] {
  const boxOf = new Map<string, string>();
  for (const box of boxes) {
    if (box.type === "service") boxOf.set(box.id, box.id);
    else for (const service of box.services) boxOf.set(service.id, box.id);
  }
  const byEnds = new Map<string, { source: string; target: string; edges: Edge[] }>();
  for (const edge of graph.edges) {
    const source = boxOf.get(edge.source);
    const target = boxOf.get(edge.target);
    if (source === undefined || target === undefined || source === target) continue;
    const key = `${source} ${target}`;
    const line = byEnds.get(key) ?? { source, target, edges: [] };
    line.edges.push(edge);
    byEnds.set(key, line);
  }
  return [...byEnds.values()].map((line) => ({
    ...line,
    status: worst(line.edges.map((e) => e.status)),
    figures: line.edges.length === 1 ? graph.edgeFigures(line.edges[0]!) : figuresOf(line.edges, graph.seconds),
  }));
}
