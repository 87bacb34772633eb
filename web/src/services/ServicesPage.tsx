import { useMemo } from "react";
import { useServices } from "../api/queries";
import type { ServicesAnswer } from "../api/types";
import { figuresOfTraffic, windowSeconds } from "../model/figures";
import { facetsOf } from "../model/facets";
import { parseFilter } from "../model/filter";
import { plural } from "../model/format";
import { askedOf } from "../model/requests";
import { isSick, markOf } from "../model/status";
import { NoData } from "../shell/NoData";
import { Button, Toggle } from "../ui/Button";
import { Card } from "../ui/Card";
import { FilterBox } from "../ui/FilterBox";
import { Empty, Loaded } from "../ui/State";
import { Table } from "../ui/Table";
import { goTo, servicePath, useRange, useUrlState, type Setter } from "../url/location";
import { servicesCodec, type ServicesState } from "../url/services";
import { serviceColumns, worstFirst, type ServiceLine } from "./columns";
import css from "./page.module.css";

export default function ServicesPage() {
  const [range] = useRange();
  const [state, set] = useUrlState(servicesCodec);
  const query = useServices(range);
  return (
    <div className={css.page}>
      <div className={css.title}>
        <h1>Services</h1>
      </div>
      <Loaded query={query} empty={(data) => (data.services.length === 0 ? <NoData window={data} /> : null)}>
        {(data) => <List data={data} state={state} onState={set} />}
      </Loaded>
    </div>
  );
}

function List({
  data,
  state,
  onState,
}: {
  data: ServicesAnswer;
  state: ServicesState;
  onState: Setter<ServicesState>;
}) {
  const filter = parseFilter(state.q);
  const seconds = windowSeconds(data);
  const all = useMemo(
    () =>
      data.services.map<ServiceLine>((service) => ({
        service,
        inbound: figuresOfTraffic(service.inbound, seconds),
        outbound: figuresOfTraffic(service.outbound, seconds),
        asked: askedOf(service.requests, seconds),
      })),
    [data, seconds],
  );
  const facets = useMemo(() => facetsOf(data.services), [data]);
  const own = all.filter((line) => !line.service.external);
  const outside = all.length - own.length;
  const among = state.outside ? all : own;
  const rows = among.filter(filter.matches).sort(worstFirst);
  const hidden = among.length - rows.length;
  return (
    <>
      <p className="muted">{summary(own)}</p>
      <div className={css.tools}>
        <FilterBox
          value={state.q}
          onChange={(q, options) => onState({ q }, options)}
          mistakes={filter.mistakes}
          facets={facets}
          group="Services"
        />
        {hidden > 0 && (
          <span className="muted">
            {plural(hidden, "service")} hidden by the filter{" "}
            <Button kind="quiet" onPress={() => onState({ q: "" })}>
              Show
            </Button>
          </span>
        )}
        {outside > 0 && (
          <Toggle on={state.outside} onChange={(on) => onState({ outside: on })}>
            {plural(outside, "outside host")}
          </Toggle>
        )}
      </div>
      <Card flush>
        {rows.length === 0 ? (
          <Empty title="No service matches" action={<Button onPress={() => onState({ q: "" })}>Show all</Button>}>
            The filter leaves nothing in this time range.
          </Empty>
        ) : (
          <Table
            label="Services"
            columns={serviceColumns(rows)}
            rows={rows}
            rowKey={(line) => line.service.id}
            sort={state.sort}
            onSort={(sort) => onState({ sort })}
            onOpen={(line) => goTo(servicePath(line.service.id))}
          />
        )}
      </Card>
    </>
  );
}

function summary(own: readonly ServiceLine[]): string {
  const sick = own.filter((line) => isSick(line.service.status)).length;
  const hurt = own.filter((line) => markOf(line.service) === "hurt").length;
  const also = hurt > 0 ? `, ${hurt} hurt by others` : "";
  if (sick === 0) return `${plural(own.length, "service")}, none unhealthy${also}`;
  return `${sick} of ${plural(own.length, "service")} unhealthy${also}`;
}
