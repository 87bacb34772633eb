import type { Agent, ProbeState, Status } from "../api/types";
import { count } from "../model/format";
import { isSick } from "../model/status";
import { ago, duration } from "../time/format";
import { useNow } from "../time/useNow";
import { Findings } from "../ui/Findings";
import { Num } from "../ui/Num";
import { StatusMark } from "../ui/StatusMark";
import css from "./AgentsPage.module.css";
import { whatProbeSees, whereLost } from "./probes";

const PROBE: Record<ProbeState, { status: Status; sees: string }> = {
  attached: { status: "ok", sees: "sees" },
  failed: { status: "critical", sees: "does not see" },
  off: { status: "unknown", sees: "does not see" },
};

/** From this share of its limit on, a table is worth a look. */
const NEARLY_FULL = 0.9;

export function AgentCard({ agent }: { agent: Agent }) {
  const now = useNow();
  const lost = Object.entries(agent.lost).filter(([, n]) => n > 0);
  return (
    <article className={css.agent} aria-label={agent.node}>
      <header className={css.head}>
        <StatusMark status={agent.status} />
        <h2>{agent.node}</h2>
        <span className="muted">
          heard {ago(Date.parse(agent.lastSeen), now)} · version {agent.version} · kernel {agent.kernel} · up{" "}
          {agent.uptimeSeconds === null ? "–" : duration(agent.uptimeSeconds)}
        </span>
      </header>
      {isSick(agent.status) && agent.reasons.length > 0 && (
        <div className={css.reasons}>
          <Findings findings={agent.reasons.map((text) => ({ status: agent.status, text }))} />
        </div>
      )}
      <div className={css.parts}>
        <Probes agent={agent} />
        <section>
          <h3>Lost</h3>
          {lost.length === 0 ? (
            <p className="muted">Nothing was lost.</p>
          ) : (
            <ul>
              {lost.map(([place, n]) => (
                <li key={place} className={css.row}>
                  <StatusMark status="warning" label="" />
                  <span>
                    <b>{count(n)}</b> at {place}: <span className="muted">{whereLost(place)}</span>
                  </span>
                </li>
              ))}
            </ul>
          )}
        </section>
        <section>
          <h3>Tables</h3>
          {agent.tables.length === 0 && <p className="muted">None was reported.</p>}
          <ul>
            {agent.tables.map((table) => (
              <Fill key={table.name} {...table} />
            ))}
          </ul>
        </section>
      </div>
    </article>
  );
}

function Probes({ agent }: { agent: Agent }) {
  return (
    <section>
      <h3>Probes</h3>
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
                {probe.reason && probe.state !== "attached" && <p className={css.reason}>{probe.reason}</p>}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Fill({ name, size, limit }: Agent["tables"][number]) {
  const share = size !== null && limit ? Math.min(1, size / limit) : null;
  const full = share !== null && share >= NEARLY_FULL;
  return (
    <li className={css.table}>
      <span>{name}</span>
      <span className={css.bar} aria-hidden="true">
        <i className={full ? css.full : ""} style={{ width: `${(share ?? 0) * 100}%` }} />
      </span>
      <span className={css.figures}>
        {full && <StatusMark status="warning" label="nearly full" />}
        <Num>{count(size)}</Num> of <Num>{count(limit)}</Num>
      </span>
    </li>
  );
}
