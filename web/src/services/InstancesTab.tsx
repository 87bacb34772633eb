import type { Instance, ServiceAnswer } from "../api/types";
import { bytes, count, cpus, NOT_MEASURED } from "../model/format";
import { usePreferences } from "../shell/preferences";
import { ago, dayAndClock } from "../time/format";
import { useNow } from "../time/useNow";
import { Card } from "../ui/Card";
import { Num } from "../ui/Num";
import { Empty } from "../ui/State";
import { Table, type Column } from "../ui/Table";
import css from "./page.module.css";

interface Props {
  data: ServiceAnswer;
  sort: string;
  onSort: (sort: string) => void;
}

/** A service on all addresses is heard on a port; the address is said only where it is one of several. */
function listens(instance: Instance): string {
  const everywhere = new Set(["0.0.0.0", "::", "*", ""]);
  const words = instance.listens.map(({ address, port }) =>
    everywhere.has(address) ? `${port}` : `${address.includes(":") ? `[${address}]` : address}:${port}`,
  );
  return [...new Set(words)].join(", ");
}

function exits(i: Instance): string {
  const { ok, error, signal } = i.exited;
  if (ok === null && error === null && signal === null) return NOT_MEASURED;
  const parts = [error && `${error} with an error`, signal && `${signal} by a signal`, ok && `${ok} normally`].filter(
    Boolean,
  );
  return parts.length === 0 ? "none" : parts.join(", ");
}

/** Of ids that machines chose nobody reads more than the beginning. */
const shortId = (id: string) => (/^[0-9a-f]{32,}$/.test(id) ? id.slice(0, 12) : id);

const badExits = (i: Instance) => (i.exited.error ?? 0) + (i.exited.signal ?? 0);

const ALLOWANCE: Column<Instance> = {
  key: "limit",
  label: "May use",
  hint: "limits of its container",
  right: true,
  by: (i) => i.cpuLimit ?? i.memoryLimitBytes,
  cell: (i) => <Allowance instance={i} />,
};

function columnsOf(instances: Instance[], utc: boolean, now: number): Column<Instance>[] {
  const contained = instances.some((i) => i.containerId !== null);
  return [
    {
      key: "id",
      label: "Instance",
      by: (i) => i.pod ?? i.id,
      cell: (i) => (
        <span className={css.two} title={i.containerId ?? i.id}>
          {i.pod ?? shortId(i.id)}
          {i.containerName && <small>{i.containerName}</small>}
        </span>
      ),
    },
    { key: "node", label: "Node", by: (i) => i.node, cell: (i) => i.node },
    {
      key: "program",
      label: "Program",
      by: (i) => i.executable,
      cell: (i) => (
        <span className={css.two}>
          <span className="mono">{i.executable ?? NOT_MEASURED}</span>
          {(i.image ?? i.origin) && <small>{i.image ?? i.origin}</small>}
        </span>
      ),
    },
    { key: "listens", label: "Listens on", cell: (i) => listens(i) || <span className="muted">nothing</span> },
    {
      key: "processes",
      label: "Processes",
      right: true,
      by: (i) => i.processes,
      cell: (i) => <Num>{count(i.processes)}</Num>,
    },
    {
      key: "started",
      label: "Started",
      hint: "processes started in this range",
      right: true,
      by: (i) => i.started,
      cell: (i) => <Num>{count(i.started)}</Num>,
    },
    {
      key: "exited",
      label: "Ended",
      hint: "processes that ended in this range",
      by: badExits,
      cell: (i) => <Num tone={badExits(i) > 0 ? "warning" : "quiet"}>{exits(i)}</Num>,
    },
    {
      key: "cpu",
      label: "CPU",
      hint: "processors used on average in this range",
      right: true,
      by: (i) => i.cpuCores,
      cell: (i) => <Num>{cpus(i.cpuCores)}</Num>,
    },
    ...(contained ? [ALLOWANCE] : []),
    {
      key: "first",
      label: "First seen",
      by: (i) => i.firstSeen,
      cell: (i) => dayAndClock(Date.parse(i.firstSeen), utc),
    },
    { key: "last", label: "Last seen", by: (i) => i.lastSeen, cell: (i) => ago(Date.parse(i.lastSeen), now) },
  ];
}

/** Less is not felt. */
const FELT_CPUS = 0.01;

function Allowance({ instance: { cpuLimit, cpuHeldBack, memoryLimitBytes } }: { instance: Instance }) {
  if (cpuLimit === null && memoryLimitBytes === null) return <span className="muted">no limit</span>;
  const held = cpuHeldBack ?? 0;
  return (
    <span className={css.two}>
      {cpuLimit === null ? "any CPU" : cpus(cpuLimit)}
      {held >= FELT_CPUS && <Num tone="warning">{`held back by ${cpus(held)}`}</Num>}
      <small>{memoryLimitBytes === null ? "any memory" : bytes(memoryLimitBytes)}</small>
    </span>
  );
}

export function InstancesTab({ data, sort, onSort }: Props) {
  const { utc } = usePreferences();
  const now = useNow();
  if (data.instances.length === 0) {
    return (
      <Empty title="No instance is known">
        {data.service.external
          ? "It runs where no agent watches; only its connections with watched services are seen."
          : "No agent reported a process of it in this time range."}
      </Empty>
    );
  }
  return (
    <Card flush>
      <Table
        label="Instances"
        columns={columnsOf(data.instances, utc, now)}
        rows={data.instances}
        rowKey={(i) => `${i.node} ${i.id}`}
        sort={sort}
        onSort={onSort}
      />
    </Card>
  );
}
