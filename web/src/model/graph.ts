import type { Edge, MapAnswer, Service } from "../api/types";
import { askedOf, type Asked } from "./requests";
import { figuresOf, windowSeconds, type Figures } from "./figures";

/** The map's answer with what every view asks of it looked up once. */
export interface Graph {
  services: Map<string, Service>;
  edges: Edge[];
  inOf: (id: string) => Edge[];
  outOf: (id: string) => Edge[];
  inbound: (id: string) => Figures;
  outbound: (id: string) => Figures;
  asked: (id: string) => Asked;
  edgeFigures: (edge: Edge) => Figures;
  seconds: number;
  /** Connections of which an end is not among the services. */
  endless: number;
}

const NONE: Edge[] = [];

export function graphOf(answer: MapAnswer): Graph {
  const seconds = windowSeconds(answer);
  const services = new Map(answer.services.map((s) => [s.id, s]));
  const edges = answer.edges.filter((e) => services.has(e.source) && services.has(e.target));
  const into = group(edges, (e) => e.target);
  const from = group(edges, (e) => e.source);
  const inOf = (id: string) => into.get(id) ?? NONE;
  const outOf = (id: string) => from.get(id) ?? NONE;
  const inbound = remember((id: string) => figuresOf(inOf(id), seconds));
  const asked = remember((id: string) =>
    askedOf(
      inOf(id).flatMap((e) => e.requests),
      seconds,
    ),
  );
  const outbound = remember((id: string) => figuresOf(outOf(id), seconds));
  const edgeFigures = remember((edge: Edge) => figuresOf([edge], seconds));
  return {
    services,
    edges,
    inOf,
    outOf,
    inbound,
    outbound,
    asked,
    edgeFigures,
    seconds,
    endless: answer.edges.length - edges.length,
  };
}

function group(edges: readonly Edge[], key: (e: Edge) => string): Map<string, Edge[]> {
  const groups = new Map<string, Edge[]>();
  for (const edge of edges) {
    const list = groups.get(key(edge));
    if (list) list.push(edge);
    else groups.set(key(edge), [edge]);
  }
  return groups;
}

function remember<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const have = known.get(key);
    if (have !== undefined) return have;
    const value = make(key);
    known.set(key, value);
    return value;
  };
}
