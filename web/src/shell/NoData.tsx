import { useAgents } from "../api/queries";
import type { Agent, Window } from "../api/types";
import { plural } from "../model/format";
import { ago, dayAndClock, span } from "../time/format";
import { iso, resolve } from "../time/range";
import { useNow } from "../time/useNow";
import { Button, CopyButton } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { Empty, Outline } from "../ui/State";
import { goTo, useRange } from "../url/location";
import css from "./NoData.module.css";
import { usePreferences } from "./preferences";

/** Nothing was seen in this range: finds out why from the agents, and offers the one thing that helps. */
export function NoData({ window: shown }: { window: Window }) {
  const agents = useAgents();
  if (!agents.data) return <Outline />;
  if (agents.data.length === 0) return <NoAgent />;
  return <NothingSeen agents={agents.data} shown={shown} />;
}

/** Where agents send to: this host, on the port that the server listens on for OTLP. */
function startCommand(): string {
  return `SONDE_ENDPOINT=http://${location.hostname}:4317 sonde-node-agent`;
}

export function NoAgent() {
  return (
    <Empty
      title="No agent has reported yet"
      action={
        <CopyButton text={startCommand} label="Copy the command">
          <Icon name="link" size={14} /> Copy the command
        </CopyButton>
      }
    >
      <p>
        Start one, as root, on each host that runs your services. Nothing else has to be changed; the map fills within a
        minute.
      </p>
      <code className={css.command}>{startCommand()}</code>
    </Empty>
  );
}

function NothingSeen({ agents, shown }: { agents: Agent[]; shown: Window }) {
  const [range, setRange] = useRange();
  const { utc } = usePreferences();
  const now = useNow();
  const { from, to } = resolve(range, now);
  const last = Math.max(...agents.map((a) => Date.parse(a.lastSeen)));
  const when = span(Date.parse(shown.from), Date.parse(shown.to), utc, now);
  if (last < from || last > to) {
    return (
      <Empty
        title={`Nothing was recorded ${when}`}
        action={
          <Button kind="primary" onPress={() => setRange({ from: iso(last - (to - from)), to: iso(last) })}>
            Jump to the last data
          </Button>
        }
      >
        The last data came {dayAndClock(last, utc)} ({ago(last, now)}) from {plural(agents.length, "agent")}.
      </Empty>
    );
  }
  return (
    <Empty
      title={`No service was seen ${when}`}
      action={
        <Button kind="primary" onPress={() => setRange({ from: "now-1d", to: "now" })}>
          Look at the last 24 h
        </Button>
      }
    >
      <p>
        {plural(agents.length, "agent reports", "agents report")}, the last one {ago(last, now)}, but there was no
        connection and no listening program to show.
      </p>
      <Button kind="quiet" onPress={() => goTo("/agents")}>
        See what the agents can see
      </Button>
    </Empty>
  );
}
