import { useCauses } from "../api/causeQueries";
import type { CausesAnswer, KeptCause } from "../api/causes";
import { plural } from "../model/format";
import { usePreferences } from "../shell/preferences";
import { serverNow } from "../time/clock";
import { span } from "../time/format";
import { absolute, resolve, type Range } from "../time/range";
import { useNow } from "../time/useNow";
import { Button, Toggle } from "../ui/Button";
import { Card } from "../ui/Card";
import { SearchBox } from "../ui/SearchBox";
import { Empty, Loaded } from "../ui/State";
import { Table } from "../ui/Table";
import { causeHref, causesCodec, type CausesState } from "../url/causes";
import { navigateTo, useRange, useUrlState, type Setter } from "../url/location";
import page from "../services/page.module.css";
import { AskForm } from "./AskForm";
import { KEPT_COLUMNS } from "./columns";
import { matches } from "./words";

/** Everything that was asked and is still kept, and the place to ask. */
export default function CausesPage() {
  const [range] = useRange();
  const [state, set] = useUrlState(causesCodec);
  const query = useCauses(state.time ? searchOf(range) : "");
  return (
    <div className={page.page}>
      <div className={page.title}>
        <h1>Why is a service in trouble?</h1>
      </div>
      <AskForm />
      <Loaded query={query}>{(data) => <List data={data} state={state} onState={set} range={range} />}</Loaded>
    </div>
  );
}

/** Answers to the minute are enough here; to the second, each tick would be another question. */
function searchOf(range: Range): string {
  const { from, to } = absolute(range, Math.ceil(serverNow() / 60_000) * 60_000);
  return `from=${from}&to=${to}`;
}

interface Props {
  data: CausesAnswer;
  state: CausesState;
  onState: Setter<CausesState>;
  range: Range;
}

function List({ data: { causes, more }, state, onState, range }: Props) {
  const { utc } = usePreferences();
  const now = useNow();
  const rows = causes.filter((kept) => matches(kept, state.q));
  const hidden = causes.length - rows.length;
  const { from, to } = resolve(range, now);
  return (
    <>
      <h2 className={page.side}>
        Answers <span>kept for a while, the newest first</span>
      </h2>
      <div className={page.tools}>
        <SearchBox
          value={state.q}
          onChange={(q, options) => onState({ q }, options)}
          label="Filter"
          placeholder="service or cause"
          group="Causes"
        />
        <Toggle on={state.time} onChange={(time) => onState({ time })}>
          Only about {span(from, to, utc, now)}
        </Toggle>
        {hidden > 0 && (
          <span className="muted">
            {plural(hidden, "answer")} hidden by the filter{" "}
            <Button kind="quiet" onPress={() => onState({ q: "" })}>
              Show
            </Button>
          </span>
        )}
        {more > 0 && (
          <span className="muted">{plural(more, "older answer")} not listed: choose a time to see them</span>
        )}
      </div>
      <Card flush>
        {rows.length === 0 ? (
          <Nothing state={state} onState={onState} asked={causes.length > 0} />
        ) : (
          <Rows rows={rows} state={state} onState={onState} />
        )}
      </Card>
    </>
  );
}

function Rows({ rows, state, onState }: { rows: KeptCause[]; state: CausesState; onState: Setter<CausesState> }) {
  return (
    <Table
      label="Answers"
      columns={KEPT_COLUMNS}
      rows={rows}
      rowKey={(kept) => kept.id}
      sort={state.sort}
      onSort={(sort) => onState({ sort })}
      onOpen={(kept) => navigateTo(causeHref(kept))}
    />
  );
}

function Nothing({ state, onState, asked }: { state: CausesState; onState: Setter<CausesState>; asked: boolean }) {
  if (asked || state.time) {
    return (
      <Empty
        title={asked ? "No answer matches" : "Nothing was asked about this time"}
        action={<Button onPress={() => onState({ q: "", time: false })}>Show all</Button>}
      />
    );
  }
  return (
    <Empty title="Nothing was asked yet">
      Choose a service above and a time in the bar; a service's page and the map have a button for it as well.
    </Empty>
  );
}
