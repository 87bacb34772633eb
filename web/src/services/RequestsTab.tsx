import { useMemo } from "react";
import { useOperations } from "../api/queries";
import { useSlowest } from "../api/traceQueries";
import type { Operation, OperationsAnswer, ServiceAnswer } from "../api/types";
import { windowSeconds } from "../model/figures";
import { plural } from "../model/format";
import { Card } from "../ui/Card";
import { Empty, Loaded } from "../ui/State";
import { Table } from "../ui/Table";
import { useRange } from "../url/location";
import { operationColumns } from "./operations";
import css from "./page.module.css";
import { RequestCharts } from "./RequestCharts";

interface Props {
  data: ServiceAnswer;
  sort: string;
  onSort: (sort: string) => void;
}

/** What was asked of it and what it asked, over time and by operation. */
export function RequestsTab({ data, sort, onSort }: Props) {
  const { timeline, service } = data;
  const [range] = useRange();
  const query = useOperations(service.id, range);
  const entries = useSlowest(service.id, "entries", range).data;
  const calls = useSlowest(service.id, "calls", range).data;
  if (timeline.inbound.requests.length + timeline.outbound.requests.length === 0) {
    return (
      <Empty title="No request was seen">
        {service.external
          ? "No program that is watched exchanged requests with it in a protocol that Sonde reads."
          : "It answered and asked nothing in a protocol that Sonde reads, or what it says is encrypted."}
      </Empty>
    );
  }
  return (
    <>
      <p className={css.note}>
        {service.external
          ? "The charts show what its callers saw."
          : "The charts show what the callers saw, the way there and back included: calls in at the other end, calls out at this one. The table below shows what this service saw itself. Where the two differ, requests were lost or waited on the way, or one end is not watched. Dots are the slowest of the traces that were kept, as this service saw them; each leads to its trace."}
      </p>
      <RequestCharts
        title="Calls in"
        note="seen by the callers"
        timeline={timeline}
        requests={timeline.inbound.requests}
        slowest={entries}
      />
      <RequestCharts
        title="Calls out"
        note="seen by this service"
        timeline={timeline}
        requests={timeline.outbound.requests}
        slowest={calls}
      />
      {!service.external && (
        <Loaded query={query}>
          {(answer) => (
            <Operations
              answer={answer}
              service={service.id}
              seconds={windowSeconds(data)}
              sort={sort}
              onSort={onSort}
            />
          )}
        </Loaded>
      )}
    </>
  );
}

const SIDES = [
  ["inbound", "What it was asked"],
  ["outbound", "What it asked for"],
] as const;

function Operations({
  answer,
  service,
  seconds: secs,
  sort,
  onSort,
}: { answer: OperationsAnswer; service: string; seconds: number } & Omit<Props, "data">) {
  const columns = useMemo(() => operationColumns(secs, service), [secs, service]);
  const more = answer.dropped.operations ?? 0;
  return (
    <section>
      <h2 className={css.side}>
        By operation <span>seen by this service, the busiest first</span>
      </h2>
      <div className={css.stack}>
        {SIDES.map(([side, title]) => {
          const rows = answer.operations.filter((o) => o.side === side);
          if (rows.length === 0) return null;
          return (
            <Card key={side} title={title} note={`${plural(rows.length, "operation")}`} flush>
              <Table label={title} columns={columns} rows={rows} rowKey={keyOf} sort={sort} onSort={onSort} />
            </Card>
          );
        })}
        {more > 0 && <p className="muted">{plural(more, "operation")} with fewer requests did not fit in here.</p>}
      </div>
    </section>
  );
}

const keyOf = (o: Operation) => [o.protocol, o.operation, o.target].join("\t");
