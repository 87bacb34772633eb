import { memo } from "react";
import type { Point } from "../layout/types";
import { widthStep } from "../model/figures";
import { STROKE } from "./Legend";
import css from "./MapCanvas.module.css";
import { pathOf } from "./path";
import type { MapLine } from "./view";

interface Props {
  line: MapLine;
  points: readonly Point[];
  hot: boolean;
  selected: boolean;
  onHover: (line: MapLine | null, at: Point | null) => void;
}

export const MapEdge = memo(function MapEdge({ line, points, hot, selected, onHover }: Props) {
  const d = pathOf(points);
  const step = widthStep(line.figures.openedRate);
  const failing = (line.figures.failedShare ?? 0) > 0;
  const sick = line.status === "critical" || line.status === "warning";
  const head = (selected || hot) && !sick ? "hot" : line.status;
  return (
    <g
      className={[
        css.line,
        css[line.status],
        failing && css.failing,
        (hot || selected) && css.hot,
        selected && css.picked,
      ]
        .filter(Boolean)
        .join(" ")}
      data-line={`${line.source}\t${line.target}`}
      onMouseMove={(event) => onHover(line, { x: event.clientX, y: event.clientY })}
      onMouseLeave={() => onHover(null, null)}
    >
      <path className={css.hit} d={d} />
      <path className={css.stroke} d={d} strokeWidth={STROKE[step]} markerEnd={`url(#head-${head})`} />
    </g>
  );
});

const HEADS = {
  ok: "var(--edge)",
  unknown: "var(--edge)",
  warning: "var(--warn)",
  critical: "var(--crit)",
  hot: "var(--accent)",
};

export function Heads() {
  return (
    <defs>
      {Object.entries(HEADS).map(([name, fill]) => (
        <marker
          key={name}
          id={`head-${name}`}
          viewBox="0 0 8 8"
          refX="1"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0 .6 7.4 4 0 7.4z" fill={fill} />
        </marker>
      ))}
    </defs>
  );
}
