import type { Agent, ProbeState, Status } from "../api/types";
import { count, plural } from "../model/format";
import { isSick } from "../model/status";
import { ago, duration } from "../time/format";
import { useNow } from "../time/useNow";
import { Findings } from "../ui/Findings";
import { Icon } from "../ui/Icon";
import { StatusMark } from "../ui/StatusMark";
import css from "./AgentsPage.module.css";
import { Losses, Tables } from "./Parts";
import { whatProbeSees } from "./probes";

const PROBE: Record<ProbeState, { status: Status; sees: string }> = {
  attached: { status: "ok", sees: "sees" },
  failed: { status: "critical", sees: "does not see" },
  off: { status: "unknown", sees: "does not see" },
};

interface Props {
  agent: Agent;
  open: boolean;
  onToggle: () => void;
}

export function AgentCard({ agent, open, onToggle }: Props) {
  return (
    <article className={css.agent} aria-label={agent.node}>
      <header className={css.head}>
        <StatusMark status={agent.status} />
        <h3>
          <button type="button" className={css.toggle} aria-expanded={open} onClick={onToggle}>
            {agent.node}
            <Icon name={open ? "down" : "right"} size={12} />
          </button>
        </h3>
        <Line agent={agent} short={!open} />
      </header>
      {open && <Details agent={agent} />}
    </article>
  );
}

/** Of a closed card, the one line that says whether it is worth opening. */
function Line({ agent, short }: { agent: Agent; short: boolean }) {
  const now = useNow();
  const attached = agent.probes.filter((p) => p.state === "attached").length;
  const lost = Object.values(agent.lost).reduce((a, b) => a + b, 0);
  return (
    <span className="muted">
      heard {ago(Date.parse(agent.lastSeen), now)} · version {agent.version} · kernel {agent.kernel} · up{" "}
      {agent.uptimeSeconds === null ? "–" : duration(agent.uptimeSeconds)}
      {short && ` · ${attached} of ${plural(agent.probes.length, "probe")} · ${count(lost)} lost`}
    </span>
  );
}

function Details({ agent }: { agent: Agent }) {
  return (
    <>
      {isSick(agent.status) && agent.reasons.length > 0 && (
        <div className={css.reasons}>
          <Findings findings={agent.reasons.map((text) => ({ status: agent.status, text }))} />
        </div>
      )}
      <div className={css.parts}>
        <Probes agent={agent} />
        <Losses lost={agent.lost} />
        <Tables tables={agent.tables} />
      </div>
    </>
  );
}

function Probes({ agent }: { agent: Agent }) {
  return (
    <section>
      <h4>Probes</h4>
      <ul>
        {agent.probes.map((probe) => {
          const { status, sees } = PROBE[probe.state];
          const what = whatProbeSees(probe.name);
          return (
            <li key={probe.name} className={css.row}>
              <StatusMark status={status} label="" />
              <div>
                <b>{probe.name}</b>{" "}
                <span className={probe.state === "failed" ? css.bad : "muted"}>
                  {probe.state}
                  {what && ` · ${sees} ${what}`}
                </span>
                {probe.reason && <p className={css.reason}>{probe.reason}</p>}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
