import { useMemo } from "react";
import { useKeys, type KeyBinding } from "../shell/keys";
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
}

const GROUPINGS: (Choice<"auto" | "namespace" | "kind"> & { short: string })[] = [
  { id: "auto", label: "Each service, groups where there are too many", short: "Services", icon: "map" },
  { id: "namespace", label: "One box per namespace", short: "Namespaces", icon: "list" },
  { id: "kind", label: "One box per kind", short: "Kinds", icon: "program" },
];

export function Toolbar({ state, onState, graph, mistakes }: Props) {
  const focused = state.focus ? graph.services.get(state.focus) : undefined;
  const table = state.table;
  const sick = state.sick;
  useKeys(
    useMemo<KeyBinding[]>(
      () => [
        { keys: "t", label: "Map or table", group: "Map", run: () => onState({ table: !table }) },
        { keys: "u", label: "Only unhealthy and neighbours", group: "Map", run: () => onState({ sick: !sick }) },
      ],
      [onState, table, sick],
    ),
  );
  return (
    <div className={css.bar} role="toolbar" aria-label="Map">
      <FilterBox value={state.q} onChange={(q, options) => onState({ q }, options)} mistakes={mistakes} group="Map" />
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
