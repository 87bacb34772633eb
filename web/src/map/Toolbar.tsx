import { useMemo } from "react";
import { useKeys, type KeyBinding } from "../shell/keys";
import { facetsOf } from "../model/facets";
import { byMark, isTroubled, markOf } from "../model/status";
import type { Graph } from "../model/graph";
import { Toggle } from "../ui/Button";
import button from "../ui/Button.module.css";
import { ChoiceMenu, type Choice } from "../ui/Menu";
import { FilterBox } from "../ui/FilterBox";
import { Icon } from "../ui/Icon";
import type { Setter } from "../url/location";
import { MAX_DEPTH, type MapState } from "../url/map";
import css from "./Toolbar.module.css";

interface Props {
  state: MapState;
  onState: Setter<MapState>;
  graph: Graph;
  mistakes: string[];
  /** A drawer takes the right side. */
  shifted: boolean;
}

/** The worst first, then by name, and round again. */
function nextSick(graph: Graph, sel: string | null): string | null {
  const sick = [...graph.services.values()]
    .filter((s) => isTroubled(markOf(s)))
    .sort((a, b) => byMark(a, b) || (a.name < b.name ? -1 : 1));
  const at = sick.findIndex((s) => s.id === sel);
  return sick[(at + 1) % sick.length]?.id ?? null;
}

function focusKeys(focus: string | null, sel: string | null, depth: number, onState: Setter<MapState>): KeyBinding[] {
  const group = "Map";
  const steps = (to: number) => () => onState({ depth: Math.min(MAX_DEPTH, Math.max(1, to)) });
  return [
    ...(sel !== null && sel !== focus
      ? [
          {
            keys: "o",
            label: "Only what is around the selected service",
            group,
            run: () => onState({ focus: sel, depth: 1 }),
          },
        ]
      : []),
    ...(focus === null
      ? []
      : [
          { keys: ",", label: "Focus: one step less", group, run: steps(depth - 1) },
          { keys: ".", label: "Focus: one step more", group, run: steps(depth + 1) },
          { keys: "w", label: "Show the whole map", group, run: () => onState({ focus: null, depth: 1 }) },
        ]),
  ];
}

const GROUPINGS: (Choice<"auto" | "namespace" | "kind"> & { short: string })[] = [
  { id: "auto", label: "Each service, groups where there are too many", short: "Services", icon: "map" },
  { id: "namespace", label: "One box per namespace", short: "Namespaces", icon: "list" },
  { id: "kind", label: "One box per kind", short: "Kinds", icon: "program" },
];

export function Toolbar({ state, onState, graph, mistakes, shifted }: Props) {
  const focused = state.focus ? graph.services.get(state.focus) : undefined;
  const facets = useMemo(() => facetsOf(graph.services.values()), [graph]);
  const table = state.table;
  const { sick, focus, sel, depth } = state;
  useKeys(
    useMemo<KeyBinding[]>(
      () => [
        { keys: "t", label: "Map or table", group: "Map", run: () => onState({ table: !table }) },
        {
          keys: "n",
          label: "Next unhealthy service",
          group: "Map",
          run: () => onState({ sel: nextSick(graph, sel), line: null }),
        },
        ...focusKeys(focus, sel, depth, onState),
        { keys: "u", label: "Only unhealthy and neighbours", group: "Map", run: () => onState({ sick: !sick }) },
      ],
      [onState, graph, table, sick, focus, sel, depth],
    ),
  );
  return (
    <div className={`${css.bar} ${shifted ? css.shifted : ""}`} role="toolbar" aria-label="Map">
      <FilterBox
        value={state.q}
        onChange={(q, options) => onState({ q }, options)}
        mistakes={mistakes}
        facets={facets}
        group="Map"
      />
      <Toggle on={state.sick} onChange={(on) => onState({ sick: on })} keys="U">
        Unhealthy and neighbours
      </Toggle>
      <Toggle on={state.table} onChange={(on) => onState({ table: on })} keys="T">
        Table
      </Toggle>
      <ChoiceMenu
        label="Boxes for"
        trigger={
          <>
            {GROUPINGS.find((g) => g.id === (state.by ?? "auto"))!.short} <Icon name="down" size={11} />
          </>
        }
        triggerClass={`${button.toggle} ${state.by ? button.on : ""}`}
        choices={GROUPINGS}
        chosen={state.by ?? "auto"}
        onChoose={(by) => onState({ by: by === "auto" ? null : by, open: [], sel: null, line: null })}
      />
      {state.focus && (
        <span className={css.focus}>
          <Icon name="focus" size={13} />
          <span>
            around <b>{focused?.name ?? state.focus}</b>
          </span>
          <Step
            label="One step less"
            icon="minus"
            on={state.depth > 1}
            onPress={() => onState({ depth: state.depth - 1 })}
          />
          <span>
            {state.depth} {state.depth === 1 ? "step" : "steps"}
          </span>
          <Step
            label="One step more"
            icon="plus"
            on={state.depth < MAX_DEPTH}
            onPress={() => onState({ depth: state.depth + 1 })}
          />
          <Step label="Show the whole map" icon="close" on onPress={() => onState({ focus: null, depth: 1 })} />
        </span>
      )}
    </div>
  );
}

function Step({
  label,
  icon,
  on,
  onPress,
}: {
  label: string;
  icon: "plus" | "minus" | "close";
  on: boolean;
  onPress: () => void;
}) {
  return (
    <button type="button" aria-label={label} title={label} disabled={!on} onClick={onPress}>
      <Icon name={icon} size={11} />
    </button>
  );
}
