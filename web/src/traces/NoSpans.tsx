import { Button } from "../ui/Button";
import { Empty } from "../ui/State";
import { useRange, type Setter } from "../url/location";
import type { TracesState } from "../url/traces";
import { isFiltered, NO_FILTER } from "./Filters";

/** Why there is nothing: the conditions, the time, or nobody sends spans. */
export function NoSpans({ state, onState }: { state: TracesState; onState: Setter<TracesState> }) {
  const [, setRange] = useRange();
  const wider = <Button onPress={() => setRange({ from: "now-1d", to: "now" })}>Look at the last 24 h</Button>;
  if (isFiltered(state)) {
    return (
      <Empty
        title="No span in this time fits"
        action={
          <>
            <Button kind="primary" onPress={() => onState(NO_FILTER)}>
              Show everything
            </Button>
            {state.spans !== "all" && <Button onPress={() => onState({ spans: "all" })}>Look among all spans</Button>}
            {wider}
          </>
        }
      >
        <p>
          All conditions above have to hold for the same span.
          {state.spans === "entries" && " Only requests as the service that answered them saw them are looked at."}{" "}
          Where spans are sampled, most of the quick and successful ones are not kept.
        </p>
      </Empty>
    );
  }
  return (
    <Empty title="No span was stored in this time" action={wider}>
      <p>
        Node agents send spans of requests that they can read, where sampling is on; programs with an OpenTelemetry SDK
        can send theirs to this server too:
      </p>
      <p className="mono">OTEL_EXPORTER_OTLP_ENDPOINT=http://{location.hostname}:4317</p>
      <p>Spans are kept for seven days, unless set otherwise. Metrics of all requests stand under each service.</p>
    </Empty>
  );
}
