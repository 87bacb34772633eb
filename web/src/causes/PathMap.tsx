import type { UseQueryResult } from "@tanstack/react-query";
import { useMemo, type KeyboardEvent, type MouseEvent } from "react";
import type { Candidate, CauseAnswer } from "../api/causes";
import type { MapAnswer } from "../api/types";
import { layout } from "../layout/layout";
import { arrowKey, type Layout, type Point } from "../layout/types";
import { failureLabel, lineKey, requestFailureLabel, sizeOf } from "../map/boxes";
import mapCss from "../map/MapCanvas.module.css";
import { Heads, MapEdge } from "../map/MapEdge";
import { MapNode } from "../map/MapNode";
import { labelSpots } from "../map/path";
import type { MapLine } from "../map/view";
import { graphOf, type Graph } from "../model/graph";
import { rangeOf } from "../url/causes";
import { hrefWith, navigateTo, servicePath } from "../url/location";
import css from "./path.module.css";
import { pathSentence } from "./words";
import { wayOf, type Way } from "./way";

interface Props {
  candidate: Candidate;
  map: UseQueryResult<MapAnswer>;
  answer: CauseAnswer;
  /** What the culprit is called: only one that the answer stands by is the cause. */
  role: Role;
}

export type Role = "cause" | "suspect";

/** The way as a piece of the map of that time. Without that map there is the sentence beneath. */
export function PathMap({ candidate, map, answer, role }: Props) {
  const graph = useMemo(() => (map.data && !map.isPlaceholderData ? graphOf(map.data) : null), [map]);
  const way = useMemo(() => graph && wayOf(candidate, graph), [graph, candidate]);
  if (way && graph) return <Drawn way={way} graph={graph} candidate={candidate} answer={answer} role={role} />;
  if (map.error) return <p className="muted">The map of that time could not be loaded.</p>;
  return graph ? null : <div className={css.waiting} aria-hidden="true" />;
}

/** Room around the boxes for their marks. */
const MARGIN = { x: 4, top: 22, bottom: 6 };

function Drawn({ way, graph, candidate, answer, role }: Omit<Props, "map"> & { way: Way; graph: Graph }) {
  const placed = useMemo(() => placesOf(way), [way]);
  const open = (id: string | null) => id && navigateTo(hrefWith(servicePath(id), rangeOf(answer)));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    open(boxUnder(event.target));
  };
  const width = placed.width + 2 * MARGIN.x;
  const height = placed.height + MARGIN.top + MARGIN.bottom;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
    <div className={css.path} tabIndex={0} role="group" aria-label={`Path: ${pathSentence(candidate)}`}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- one listener for all boxes, which are buttons */}
      <svg
        viewBox={`${placed.x - MARGIN.x} ${placed.y - MARGIN.top} ${width} ${height}`}
        style={{ width, minWidth: width * SMALLEST }}
        role="group"
        aria-label="Services on the way; Enter opens one"
        onClick={(event: MouseEvent) => open(boxUnder(event.target))}
        onKeyDown={onKeyDown}
      >
        <Heads />
        {way.bonds.map((bond) => (
          <Bond key={arrowKey(bond)} points={placed.routes.get(arrowKey(bond)) ?? []} />
        ))}
        {way.lines.map((line) => (
          <Line key={lineKey(line)} line={line} layout={placed} culprit={way.culprit} role={role} />
        ))}
        {way.boxes.map((box) => (
          <MapNode
            key={box.id}
            box={box}
            at={placed.boxes.get(box.id)!}
            graph={graph}
            selected={way.culprit === box.id}
            quiet={false}
            near={false}
            tabStop
            far={false}
            onHover={nothing}
          />
        ))}
        <Marks way={way} layout={placed} role={role} />
      </svg>
    </div>
  );
}

/** Smaller than this nobody reads it: then it scrolls. */
const SMALLEST = 0.7;

const nothing = () => {};

function placesOf(way: Way): Layout {
  const arrows = [...way.lines, ...way.bonds].map(({ source, target }) => ({ source, target, weight: 1 }));
  return layout(way.boxes.map(sizeOf), arrows);
}

type LineProps = { line: MapLine; layout: Layout; culprit: Way["culprit"]; role: Role };

function Line({ line, layout: placed, culprit, role }: LineProps) {
  const points = placed.routes.get(lineKey(line));
  if (!points) return null;
  const picked = typeof culprit === "object" && culprit.source === line.source && culprit.target === line.target;
  const failure = failureLabel(line.figures.failedShare) ?? requestFailureLabel(line.figures.requestFailedShare);
  const at = labelSpots(points)[0];
  return (
    <>
      <MapEdge line={line} points={points} hot={false} selected={picked} onHover={nothing} />
      {at && (failure || picked) && (
        <text
          className={`${mapCss.label} ${mapCss[line.status]} ${picked ? css.culprit : ""}`}
          x={at.x}
          y={at.y + 4}
          textAnchor="middle"
        >
          {picked ? role : failure}
        </text>
      )}
    </>
  );
}

function Bond({ points }: { points: readonly Point[] }) {
  if (points.length === 0) return null;
  return <path className={css.bond} d={`M${points.map(({ x, y }) => `${x} ${y}`).join("L")}`} />;
}

/** Above the two that matter: who was asked about, and who is thought to have done it. */
function Marks({ way, layout: placed, role }: { way: Way; layout: Layout; role: Role }) {
  const marks: [string, string, string][] = [[way.hurt, "asked about", ""]];
  if (typeof way.culprit === "string") marks.push([way.culprit, role, css.culprit!]);
  return marks.map(([id, text, className]) => {
    const box = placed.boxes.get(id);
    return (
      box && (
        <text key={text} className={`${css.mark} ${className}`} x={box.x + 2} y={box.y - 7}>
          {text}
        </text>
      )
    );
  });
}

function boxUnder(target: EventTarget): string | null {
  return (target as Element).closest("[data-box]")?.getAttribute("data-box") ?? null;
}
