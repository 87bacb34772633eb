import { memo } from "react";
import type { Graph } from "../model/graph";
import { kindIcon, kindWord } from "../model/kinds";
import type { Placed } from "../layout/types";
import { Icon } from "../ui/Icon";
import { StatusShape } from "../ui/StatusMark";
import { spoken, subtitleOf, titleOf } from "./boxes";
import css from "./MapCanvas.module.css";
import { shorten, textWidth, useFonts } from "./measure";
import type { MapBox } from "./view";

interface Props {
  box: MapBox;
  at: Placed;
  graph: Graph;
  selected: boolean;
  quiet: boolean;
  /** Joined by a line to what is pointed at. */
  near: boolean;
  tabStop: boolean;
  far: boolean;
  onHover: (id: string | null) => void;
}

const TEXT_LEFT = 29;
const EDGE = 10;
const ICON = 12;
/** Seen from afar the name stands farther right, beside a larger mark. */
const FAR_SHIFT = 8;

export const MapNode = memo(function MapNode({ box, at, graph, selected, quiet, near, tabStop, far, onHover }: Props) {
  const title = titleOf(box);
  const subtitle = subtitleOf(box, graph);
  const kind = box.type === "service" ? box.service.kind : "external";
  const word = box.type === "service" && !box.service.external ? kindWord(kind) : "";
  useFonts();
  const room = at.width - TEXT_LEFT - EDGE;
  const many = box.type !== "service";
  const outside = box.type === "service" && box.service.external;
  const name = far
    ? shorten(title, "far", room - FAR_SHIFT, outside)
    : shorten(title, "name", word ? room - textWidth(word, "kind") - EDGE : room, outside);
  return (
    <g
      className={[css.node, css[box.status], selected && css.selected, quiet && css.quiet, near && css.near]
        .filter(Boolean)
        .join(" ")}
      transform={`translate(${at.x} ${at.y})`}
      data-box={box.id}
      role="button"
      tabIndex={tabStop ? 0 : -1}
      aria-label={spoken(box, graph)}
      aria-pressed={selected}
      onMouseEnter={() => onHover(box.id)}
      onMouseLeave={() => onHover(null)}
    >
      {many && <rect className={css.behind} x="4" y="4" width={at.width} height={at.height} rx="7" />}
      <rect className={css.frame} width={at.width} height={at.height} rx="7" />
      <svg x="10" y="10" width="13" height="13" viewBox="0 0 14 14" className={css.mark}>
        <StatusShape status={box.status} />
      </svg>
      <text className={css.name} x={TEXT_LEFT} y="20.5">
        {name}
      </text>
      {word && (
        <text className={css.kind} x={at.width - 10} y="20" textAnchor="end">
          {word}
        </text>
      )}
      <text className={css.sub} x={TEXT_LEFT} y="37.5">
        {shorten(subtitle, "sub", box.type === "group" ? room : room - ICON - 4, false)}
      </text>
      {box.type !== "group" && (
        <svg className={css.icon} x={at.width - 22} y="28" width="12" height="12">
          <Icon name={kindIcon(kind)} size={12} />
        </svg>
      )}
      {name !== title && <title>{title}</title>}
    </g>
  );
});
