import type { Candidate, CausePathStep } from "../api/causes";
import type { Service } from "../api/types";
import type { Arrow } from "../layout/types";
import type { MapBox, MapLine } from "../map/view";
import { figuresOf } from "../model/figures";
import type { Graph } from "../model/graph";
import { markOf, worst } from "../model/status";

/** The services of a path as a map, with the lines that belong to it and no others. */
export interface Way {
  boxes: MapBox[];
  lines: MapLine[];
  /** Same node, no calls: drawn without a direction. */
  bonds: { source: string; target: string }[];
  hurt: string;
  /** Service or link that is thought to be the cause. */
  culprit: string | { source: string; target: string };
}

/** Null where nothing leads from who is hurt to the candidate, or it is who is hurt itself: then there is no way to draw. */
export function wayOf(candidate: Candidate, graph: Graph): Way | null {
  const { path, infrastructure, service } = candidate;
  const [first] = path;
  const ends = infrastructure ? [infrastructure.source, infrastructure.target] : [];
  const ids = [...new Set([...path.map((step) => step.service), ...ends])];
  if (!first || ids.length < 2) return null;
  const calls = new Map<string, Pick<Arrow, "source" | "target">>();
  const call = (source: string, target: string) => calls.set(`${source}\t${target}`, { source, target });
  const bonds: Way["bonds"] = [];
  for (const [before, step] of pairs(path)) {
    if (step.relation === "calledByPrevious") call(before.service, step.service);
    else if (step.relation === "callsPrevious") call(step.service, before.service);
    else bonds.push({ source: before.service, target: step.service });
  }
  if (infrastructure) call(infrastructure.source, infrastructure.target);
  return {
    boxes: ids.map((id) => boxOf(id, path, graph)),
    lines: [...calls.values()].map(({ source, target }) => lineOf(source, target, graph)),
    bonds,
    hurt: first.service,
    culprit: infrastructure ?? service ?? path.at(-1)!.service,
  };
}

function pairs(path: readonly CausePathStep[]): [CausePathStep, CausePathStep][] {
  return path.slice(1).map((step, i) => [path[i]!, step]);
}

function boxOf(id: string, path: readonly CausePathStep[], graph: Graph): MapBox {
  const service = graph.services.get(id) ?? unseen(id, path.find((step) => step.service === id)?.name ?? id);
  return { type: "service", id, service, status: markOf(service) };
}

/** The answer knows it, the map of that time does not. */
function unseen(id: string, name: string): Service {
  return {
    id,
    name,
    kind: "process",
    cluster: null,
    namespace: null,
    status: "unknown",
    reasons: [],
    hurtBy: [],
    hurt: [],
    instances: 0,
    external: false,
    cpuCores: null,
  };
}

function lineOf(source: string, target: string, graph: Graph): MapLine {
  const edges = graph.outOf(source).filter((edge) => edge.target === target);
  return {
    source,
    target,
    edges,
    status: worst(edges.map((edge) => edge.status)),
    figures: figuresOf(edges, graph.seconds),
  };
}
