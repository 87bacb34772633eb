import { useMemo } from "react";
import { useHeatmap } from "../api/traceQueries";
import type { HeatmapAnswer } from "../api/traces";
import { percent, plural, seconds } from "../model/format";
import { usePreferences } from "../shell/preferences";
import { Button, Toggle } from "../ui/Button";
import { Card } from "../ui/Card";
import { Loaded } from "../ui/State";
import { useRange, useUrlState, type Setter } from "../url/location";
import { tracesCodec, type TracesState } from "../url/traces";
import page from "../services/page.module.css";
import { Filters } from "./Filters";
import { HeatMap } from "./HeatMap";
import { HeatTable } from "./HeatTable";
import { heatOf, quantile } from "./heat";
import { NoSpans } from "./NoSpans";
import { TraceList } from "./TraceList";
import css from "./traces.module.css";

export default function TracesPage() {
  const [range] = useRange();
  const [state, set] = useUrlState(tracesCodec);
  const query = useHeatmap(state, range);
  return (
    <div className={page.page}>
      <div className={page.title}>
        <h1>Traces</h1>
      </div>
      <Filters state={state} onState={set} />
      <Loaded query={query} empty={(data) => (data.count === 0 ? <NoSpans state={state} onState={set} /> : null)}>
        {(data) => <Filled data={data} state={state} onState={set} />}
      </Loaded>
    </div>
  );
}

const WHAT = { entries: ["request", "requests"], calls: ["call", "calls"], all: ["span", "spans"] } as const;

interface Props {
  data: HeatmapAnswer;
  state: TracesState;
  onState: Setter<TracesState>;
}

function Filled({ data, state, onState }: Props) {
  const { utc } = usePreferences();
  const heat = useMemo(() => heatOf(data), [data]);
  const [one, many] = WHAT[state.spans];
  return (
    <div className={page.stack}>
      <div>
        <p className={css.say}>{sentence(data, heat, one)}</p>
        <p className="muted">
          Of those that were kept: where spans are sampled, failed and slow ones are kept first, and weigh more here
          than among all. Figures of all requests stand under each service.
        </p>
      </div>
      <Card title="Duration" note={`of each ${one}, by when it began`} flush>
        <div className={css.bar}>
          <Legend errors={data.errors > 0} unanswered={data.unanswered > 0} what={many} />
          {state.region && (
            <Button kind="quiet" onPress={() => onState({ region: null })}>
              Drop the selection
            </Button>
          )}
          <Toggle on={state.table} onChange={(table) => onState({ table })}>
            Table
          </Toggle>
        </div>
        {state.table ? (
          <HeatTable heat={heat} onRegion={(region) => onState({ region })} />
        ) : (
          <HeatMap heat={heat} region={state.region} utc={utc} onRegion={(region) => onState({ region })} />
        )}
      </Card>
      <TraceList state={state} onState={onState} />
      {state.spans === "entries" && (
        <p className="muted">
          Counted is each request as the service that answered it saw it, and what began without one. Calls out, and
          steps inside of a service, are in each trace, and here under “Spans”.
        </p>
      )}
    </div>
  );
}

function sentence(data: HeatmapAnswer, heat: ReturnType<typeof heatOf>, one: string): string {
  const parts = [plural(data.count, one)];
  if (data.errors > 0) parts.push(`${percent(data.errors / data.count)} with an error`);
  if (data.unanswered > 0) parts.push(`${percent(data.unanswered / data.count)} without an answer`);
  const [half, most] = [quantile(heat, 0.5), quantile(heat, 0.99)];
  const lasting = [
    half !== null && `half took less than ${seconds(half)}`,
    most !== null && data.count >= 100 && `all but one in a hundred less than ${seconds(most)}`,
  ].filter(Boolean);
  return `${parts.join(", ")}${lasting.length > 0 ? `; ${lasting.join(", ")}` : ""}.`;
}

function Legend({ errors, unanswered, what }: { errors: boolean; unanswered: boolean; what: string }) {
  return (
    <span className={css.legend}>
      <i>
        <b className={css.few} />
        <b className={css.some} />
        <b className={css.many} /> few to many {what}
      </i>
      {errors && (
        <i>
          <b className={css.error} /> share with an error
        </i>
      )}
      {unanswered && (
        <i>
          <b className={css.unanswered} /> share without an answer
        </i>
      )}
    </span>
  );
}
