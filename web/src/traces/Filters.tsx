import { useId, useState } from "react";
import { useServices } from "../api/queries";
import { seconds } from "../model/format";
import { Button } from "../ui/Button";
import { useRange, type Setter } from "../url/location";
import { durationOf, ORIGINS, SPANS, STATUSES, type TracesState } from "../url/traces";
import page from "../services/page.module.css";
import css from "./traces.module.css";

const STATUS_WORDS: Record<(typeof STATUSES)[number], string> = {
  ok: "Well",
  error: "Error",
  unanswered: "No answer",
  failed: "Error or no answer",
};
const ORIGIN_WORDS: Record<(typeof ORIGINS)[number], string> = {
  agent: "Node agents",
  application: "Applications",
};

const SPAN_WORDS: Record<(typeof SPANS)[number], string> = {
  entries: "Requests answered",
  calls: "Calls out",
  all: "All",
};

/** Nothing but this narrows the picture. */
export const NO_FILTER = { service: "", operation: "", status: "", origin: "", min: null, region: null } as const;

export function isFiltered(state: TracesState): boolean {
  return [state.service, state.operation, state.status, state.origin].some((word) => word !== "") || state.min !== null;
}

export function Filters({ state, onState }: { state: TracesState; onState: Setter<TracesState> }) {
  const [range] = useRange();
  const services = useServices(range).data?.services ?? [];
  const list = useId();
  return (
    <div className={page.tools} role="search" aria-label="Which traces">
      <Field
        label="Service"
        value={state.service}
        list={list}
        onValue={(service) => onState({ service, region: null })}
      />
      <datalist id={list}>
        {services
          .filter((s) => !s.external)
          .map((s) => (
            <option key={s.id} value={s.id}>
              {s.name}
            </option>
          ))}
      </datalist>
      <Field label="Operation" value={state.operation} onValue={(operation) => onState({ operation, region: null })} />
      <Choice
        label="Outcome"
        value={state.status}
        words={STATUS_WORDS}
        onValue={(status) => onState({ status: status as TracesState["status"], region: null })}
      />
      <MinDuration state={state} onState={onState} />
      <Choice
        label="Recorded by"
        value={state.origin}
        words={ORIGIN_WORDS}
        onValue={(origin) => onState({ origin: origin as TracesState["origin"], region: null })}
      />
      <Choice
        label="Spans"
        value={state.spans}
        words={SPAN_WORDS}
        onValue={(spans) => onState({ spans: spans as TracesState["spans"], region: null })}
      />
      {isFiltered(state) && (
        <Button kind="quiet" onPress={() => onState(NO_FILTER)}>
          Show everything
        </Button>
      )}
    </div>
  );
}

interface FieldProps {
  label: string;
  value: string;
  list?: string;
  placeholder?: string;
  mistake?: string | undefined;
  short?: boolean;
  onValue: (value: string) => void;
}

/** Taken when it is left or Enter is pressed: each letter would be a question to the store. */
function Field({ label, value, list, placeholder = "any", mistake, short = false, onValue }: FieldProps) {
  const [text, setText] = useState(value);
  const [taken, setTaken] = useState(value);
  if (taken !== value) {
    setTaken(value);
    setText(value);
  }
  const take = () => {
    if (text.trim() !== value) onValue(text.trim());
  };
  return (
    <label className={css.field}>
      <span>{label}</span>
      <input
        className={short ? css.short : undefined}
        value={text}
        list={list}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={mistake !== undefined}
        title={mistake}
        onChange={(event) => setText(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === "Enter") take();
          if (event.key === "Escape") setText(value);
        }}
      />
    </label>
  );
}

function MinDuration({ state, onState }: { state: TracesState; onState: Setter<TracesState> }) {
  const [wrong, setWrong] = useState<string | undefined>();
  return (
    <Field
      label="Longer than"
      placeholder="250 ms"
      short
      value={state.min === null ? "" : seconds(state.min)}
      mistake={wrong}
      onValue={(text) => {
        const min = text === "" ? null : durationOf(text.replaceAll("\u202f", " "));
        setWrong(text !== "" && min === null ? "A duration such as 250 ms or 1.5 s" : undefined);
        if (text === "" || min !== null) onState({ min, region: null });
      }}
    />
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  words: Record<string, string>;
  onValue: (value: string) => void;
}

function Choice({ label, value, words, onValue }: ChoiceProps) {
  return (
    <label className={css.field}>
      <span>{label}</span>
      <select value={value} onChange={(event) => onValue(event.target.value)}>
        {!("entries" in words) && <option value="">any</option>}
        {Object.entries(words).map(([id, word]) => (
          <option key={id} value={id}>
            {word}
          </option>
        ))}
      </select>
    </label>
  );
}
