import { useMemo } from "react";
import { Link } from "wouter";
import { useAgents, useService } from "../api/queries";
import { Problem } from "../api/client";
import type { Service, ServiceAnswer } from "../api/types";
import { figuresOf, windowSeconds } from "../model/figures";
import { plural } from "../model/format";
import { askedOf } from "../model/requests";
import { findingsOf, someFail, wellSentence } from "../model/sentences";
import { isTroubled, markOf, markWord, worst } from "../model/status";
import { useKeys, type KeyBinding } from "../shell/keys";
import { Button } from "../ui/Button";
import button from "../ui/Button.module.css";
import { Chip } from "../ui/Card";
import { Findings } from "../ui/Findings";
import { Empty, Loaded } from "../ui/State";
import nameCss from "../ui/names.module.css";
import { StatusMark } from "../ui/StatusMark";
import { Tabs } from "../ui/Tabs";
import { goTo, navigateTo, servicePath, useHref, useRange, useUrlState } from "../url/location";
import { serviceCodec, type ServiceState, type TabId } from "../url/services";
import { ConnectionsTab } from "./ConnectionsTab";
import { InstancesTab } from "./InstancesTab";
import { OverviewTab } from "./OverviewTab";
import { RequestsTab } from "./RequestsTab";
import { unseenOf } from "./unseen";
import css from "./page.module.css";

export default function ServicePage({ id }: { id: string }) {
  const [range] = useRange();
  const query = useService(id, range);
  if (query.data === undefined && query.error instanceof Problem && query.error.status === 404)
    return <Unknown id={id} />;
  return (
    <div className={css.page}>
      <Loaded query={query}>{(data) => <Filled data={data} />}</Loaded>
    </div>
  );
}

function Unknown({ id }: { id: string }) {
  const [, setRange] = useRange();
  return (
    <Empty
      title={`“${id}” was not seen in this time range`}
      action={
        <>
          <Button kind="primary" onPress={() => setRange({ from: "now-1d", to: "now" })}>
            Look at the last 24 h
          </Button>
          <Button onPress={() => goTo("/services")}>All services</Button>
        </>
      }
    >
      It may have stopped, or be called something else now.
    </Empty>
  );
}

function Filled({ data }: { data: ServiceAnswer }) {
  const [state, set] = useUrlState(serviceCodec);
  const { service } = data;
  return (
    <>
      <div className={css.title}>
        <StatusMark status={markOf(service)} label={markWord(service)} />
        <h1>{service.name}</h1>
        <Chip>{service.external ? "outside, watched by no agent" : service.kind}</Chip>
        {service.namespace && <Chip>{service.namespace}</Chip>}
        {service.cluster && service.cluster !== "default" && <Chip>{service.cluster}</Chip>}
        <Why
          service={service}
          trouble={isTroubled(worst([markOf(service), ...[...data.inbound, ...data.outbound].map((e) => e.status)]))}
        />
        <Button kind="quiet" onPress={() => goTo("/map", { focus: service.id, sel: service.id })}>
          Show on the map
        </Button>
      </div>
      <p className="muted">{about(data)}</p>
      <Images data={data} />
      <Say data={data} />
      <NotSeen data={data} />
      <PageTabs data={data} current={state.tab} />
      <Content data={data} state={state} onSort={(sort) => set({ sort })} />
    </>
  );
}

/** Asks for the cause of its trouble in the time that is chosen. */
function Why({ service: { id, name }, trouble }: { service: Service; trouble: boolean }) {
  const href = useHref();
  const to = href("/causes/ask", { service: id });
  useKeys(
    useMemo<KeyBinding[]>(
      () => [
        {
          keys: "y",
          label: `Why? Find the cause of the trouble of ${name}`,
          group: "Service",
          run: () => navigateTo(to),
        },
      ],
      [name, to],
    ),
  );
  return (
    <Link className={`${button.button} ${trouble ? button.primary : button.plain}`} href={to}>
      Why?
    </Link>
  );
}

/** What runs: one image, or how many different ones, which during a deployment is what one wants to know. */
function Images({ data }: { data: ServiceAnswer }) {
  const images = [...new Set(data.instances.map((i) => i.image).filter((image) => image !== null))];
  if (images.length === 0) return null;
  return (
    <p className="muted">
      {images.length === 1 ? "image " : `${images.length} images: `}
      <span className="mono">{images.join(", ")}</span>
    </p>
  );
}

function nodesOf(data: ServiceAnswer): number {
  return new Set(data.instances.map((i) => i.node)).size;
}

const NAMED_PEERS = 3;

function about(data: ServiceAnswer): string {
  const names = (peers: { peer: { name: string } }[]) => {
    const first = peers.slice(0, NAMED_PEERS).map((p) => p.peer.name);
    return first.join(", ") + (peers.length > first.length ? ` and ${peers.length - first.length} more` : "");
  };
  const parts = [
    data.instances.length > 0 && `${plural(data.instances.length, "instance")} on ${plural(nodesOf(data), "node")}`,
    data.inbound.length > 0 && `called by ${names(data.inbound)}`,
    data.outbound.length > 0 && `calls ${names(data.outbound)}`,
  ];
  return parts.filter(Boolean).join(" · ");
}

/** First in words what is wrong, or that nothing is; the charts are the proof. */
function Say({ data }: { data: ServiceAnswer }) {
  const { service } = data;
  const services = new Map([...data.inbound, ...data.outbound].map((e) => [e.peer.id, e.peer]));
  const findings = findingsOf(service, { inOf: () => data.inbound, outOf: () => data.outbound, services });
  if (findings.length > 0) {
    return (
      <div className={css.say}>
        <Findings findings={findings} />
      </div>
    );
  }
  const seconds = windowSeconds(data);
  const requests = data.inbound.flatMap((edge) => edge.requests);
  const [inbound, outbound] = [figuresOf(data.inbound, seconds), figuresOf(data.outbound, seconds)];
  const sentence = wellSentence(service, inbound, outbound, {
    nodes: nodesOf(data),
    p99Seconds: askedOf(requests, seconds).p99Seconds,
  });
  return (
    <p className={css.say}>
      {service.status === "ok" && !someFail(inbound, outbound) && <b>All is well: </b>}
      {sentence}
    </p>
  );
}

/** What cannot be seen of it is said where its figures are. Agents tell of now, whatever range is shown. */
function NotSeen({ data: { service, instances } }: { data: ServiceAnswer }) {
  const agents = useAgents(!service.external).data ?? [];
  const href = useHref();
  const unseen = unseenOf(service, instances, agents);
  if (unseen.length === 0) return null;
  return (
    <p className={css.unseen}>
      <StatusMark status="unknown" label="" /> <b>Not seen here:</b> {unseen.join("; ")}. They are in none of the
      figures.{" "}
      <Link className={nameCss.link} href={href("/agents")}>
        What agents do not see
      </Link>
    </p>
  );
}

function PageTabs({ data, current }: { data: ServiceAnswer; current: TabId }) {
  const href = useHref();
  const path = servicePath(data.service.id);
  const edges = [...data.inbound, ...data.outbound];
  const at = (tab: TabId) => href(path, tab === "overview" ? {} : { tab });
  return (
    <Tabs
      label={data.service.name}
      current={current}
      tabs={[
        { id: "overview", label: "Overview", href: at("overview"), status: markOf(data.service) },
        { id: "requests", label: "Requests", href: at("requests") },
        ...(data.service.external
          ? []
          : [{ id: "traces", label: "Traces", href: href("/traces", { service: data.service.id }) }]),
        { id: "instances", label: "Instances", href: at("instances"), count: data.instances.length },
        {
          id: "connections",
          label: "Connections",
          href: at("connections"),
          status: edges.length > 0 ? worst(edges.map((e) => e.status)) : undefined,
          count: edges.length,
        },
      ]}
    />
  );
}

function Content({
  data,
  state,
  onSort,
}: {
  data: ServiceAnswer;
  state: ServiceState;
  onSort: (sort: string) => void;
}) {
  switch (state.tab) {
    case "overview":
      return <OverviewTab data={data} />;
    case "requests":
      return <RequestsTab data={data} sort={state.sort} onSort={onSort} />;
    case "instances":
      return <InstancesTab data={data} sort={state.sort} onSort={onSort} />;
    case "connections":
      return <ConnectionsTab data={data} sort={state.sort} onSort={onSort} />;
  }
}
