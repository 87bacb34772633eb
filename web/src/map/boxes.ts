import type { Measured, Service } from "../api/types";
import type { Box } from "../layout/types";
import { figuresOf } from "../model/figures";
import { percent, plural, rate } from "../model/format";
import type { Graph } from "../model/graph";
import { metricLine } from "../model/sentences";
import { WORTH_SAYING } from "../model/tones";
import { isSick, markWord, STATUS_WORD } from "../model/status";
import type { MapBox, MapLine } from "./view";

export const BOX_WIDTH = 176;
export const BOX_HEIGHT = 50;

export function sizeOf(box: MapBox): Box {
  return { id: box.id, width: BOX_WIDTH, height: BOX_HEIGHT };
}

export function titleOf(box: MapBox): string {
  return box.type === "service" ? outsideName(box.service.name) : box.label;
}

export function nameIn(boxes: readonly MapBox[], id: string): string {
  const box = boxes.find((b) => b.id === id);
  return box ? titleOf(box) : id;
}

function together(services: readonly Service[], graph: Graph) {
  return {
    inbound: figuresOf(
      services.flatMap((s) => graph.inOf(s.id)),
      graph.seconds,
    ),
    outbound: figuresOf(
      services.flatMap((s) => graph.outOf(s.id)),
      graph.seconds,
    ),
  };
}

/** A default HTTPS port tells nothing, nor do brackets without a port; every other port does. */
function outsideName(name: string): string {
  return name.replace(/^\[(.*)\]:443$/, "$1").replace(/^([^:]+):443$/, "$1");
}

export function subtitleOf(box: MapBox, graph: Graph): string {
  // How many fail stands on the line that leads here.
  if (box.type === "service" && box.status === "hurt") return markWord(box.service);
  if (box.type === "service") return figuresIn(box, graph);
  const { inbound, outbound } = together(box.services, graph);
  if (box.type === "fold") return metricLine(inbound, outbound);
  const sick = box.services.filter((s) => isSick(s.status)).length;
  const busy = inbound.openedRate ?? outbound.openedRate;
  return [plural(box.services.length, "service"), sick > 0 ? `${sick} unhealthy` : busy && rate(busy)]
    .filter(Boolean)
    .join(" · ");
}

export function spoken(box: MapBox, graph: Graph): string {
  const kind = box.type === "service" && box.service.kind !== "process" ? `, ${box.service.kind}` : "";
  if (box.type !== "service") return `${titleOf(box)}, ${STATUS_WORD[box.status]}, ${subtitleOf(box, graph)}`;
  return `${titleOf(box)}${kind}, ${markWord(box.service)}, ${figuresIn(box, graph)}`;
}

function figuresIn({ id }: MapBox, graph: Graph): string {
  return metricLine(graph.inbound(id), graph.outbound(id));
}

/** What stands on a line without asking: only failures. */
export function failureLabel(share: Measured): string | null {
  return share !== null && share > 0 ? `${percent(share)} failed` : null;
}

export function lineKey(line: Pick<MapLine, "source" | "target">): string {
  return `${line.source}\t${line.target}`;
}

/** A few errors stand on every line that carries requests; only where they are many does the line say it. */
export function requestFailureLabel(share: Measured): string | null {
  return share !== null && share >= WORTH_SAYING ? failureLabel(share) : null;
}
