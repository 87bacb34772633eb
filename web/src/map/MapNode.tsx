import { memo } from "react";
import type { Graph } from "../model/graph";
import { kindIcon, kindWord } from "../model/kinds";
import type { Placed } from "../layout/types";
import { Icon } from "../ui/Icon";
import { StatusShape } from "../ui/StatusMark";
import { spoken, subtitleOf, titleOf } from "./boxes";
import css from "./MapCanvas.module.css";
import type { MapBox } from "./view";

interface Props {
  box: MapBox;
  at: Placed;
  graph: Graph;
  selected: boolean;
  quiet: boolean;
  tabStop: boolean;
  onHover: (id: string | null) => void;
}

const NAME_CHAR = 7;
const SUB_CHAR = 5.7;
const KIND_CHAR = 5.9;
const TEXT_LEFT = 29;

export const MapNode = memo(function MapNode({ box, at, graph, selected, quiet, tabStop, onHover }: Props) {
  const title = titleOf(box);
  const subtitle = subtitleOf(box, graph);
  const kind = box.type === "service" ? box.service.kind : "external";
  const word = box.type === "service" && !box.service.external ? kindWord(kind) : "";
  const room = at.width - TEXT_LEFT - 10 - (word ? word.length * KIND_CHAR + 6 : 0);
  const many = box.type !== "service";
  const name = shorten(title, room / NAME_CHAR, box.type === "service" && box.service.external);
  return (
    <g
      className={[css.node, css[box.status], selected && css.selected, quiet && css.quiet, many && css.many]
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
        {shorten(subtitle, (at.width - TEXT_LEFT - 28) / SUB_CHAR, false)}
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

/** Addresses tell most at both ends, names at their beginning. */
export function shorten(text: string, chars: number, middle: boolean): string {
  const most = Math.max(4, Math.floor(chars));
  if (text.length <= most) return text;
  if (!middle) return `${text.slice(0, most - 1)}…`;
  const tail = Math.min(6, Math.floor(most / 2));
  return `${text.slice(0, most - tail - 1)}…${text.slice(-tail)}`;
}
