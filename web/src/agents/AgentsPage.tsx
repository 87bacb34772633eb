import { useAgents, useServer } from "../api/queries";
import type { Agent, Server } from "../api/types";
import { plural } from "../model/format";
import { byStatus, isSick } from "../model/status";
import css from "../services/page.module.css";
import { NoAgent } from "../shell/NoData";
import { Button, Toggle } from "../ui/Button";
import { Card } from "../ui/Card";
import { SearchBox } from "../ui/SearchBox";
import { Loaded } from "../ui/State";
import { StatusMark } from "../ui/StatusMark";
import { useUrlState } from "../url/location";
import { agentsCodec } from "../url/agents";
import { AgentCard } from "./AgentCard";
import own from "./AgentsPage.module.css";
import { gapsOf, whereOf, type Gap } from "./gaps";
import { ServerCard } from "./ServerCard";

export default function AgentsPage() {
  const agents = useAgents();
  const { data: server } = useServer();
  return (
    <div className={css.page}>
      <div className={css.title}>
        <h1>Agents and server</h1>
      </div>
      <Loaded query={agents}>
        {(list) => (
          <>
            <p className="muted">{summary(list)} This page tells of now, whatever time range is chosen.</p>
            <div className={own.list}>
              {(list.length > 0 || server) && <Gaps agents={list} server={server} />}
              {server && <ServerCard server={server} />}
              {list.length === 0 ? <NoAgent /> : <Agents agents={list} />}
            </div>
          </>
        )}
      </Loaded>
    </div>
  );
}

function summary(agents: readonly Agent[]): string {
  if (agents.length === 0) return "No agent has reported.";
  const sick = agents.filter((a) => isSick(a.status)).length;
  return `${plural(agents.length, "agent")}, ${sick === 0 ? "all healthy." : `${sick} with something wrong.`}`;
}

/** What the rest of Sonde cannot show, and why: first of all, so that nobody trusts a number that is too low. */
function Gaps({ agents, server }: { agents: Agent[]; server: Server | undefined }) {
  const gaps = gapsOf(agents, server);
  return (
    <Card title="What is not seen">
      {gaps.length === 0 && (
        <p className="muted">Nothing: every probe is attached, nothing was lost, no table is full.</p>
      )}
      <ul>
        {gaps.map((gap) => (
          <GapLine key={gap.key} gap={gap} />
        ))}
      </ul>
    </Card>
  );
}

/** More nodes than this are only counted until somebody asks. */
const NAMED_NODES = 1;

function GapLine({ gap }: { gap: Gap }) {
  return (
    <li className={own.row}>
      <StatusMark status={gap.status} label="" />
      <div>
        {gap.nodes.length > NAMED_NODES ? (
          <details className={own.nodes}>
            <summary>
              {gap.text} <b>{whereOf(gap)}</b>
            </summary>
            <p className="muted">{gap.nodes.join(", ")}</p>
          </details>
        ) : (
          <span>
            {gap.text} <b>{whereOf(gap)}</b>
          </span>
        )}
        <p className="muted">{gap.why}</p>
      </div>
    </li>
  );
}

/** So few that all can stand open. */
const FEW = 3;

function Agents({ agents }: { agents: Agent[] }) {
  const [state, set] = useUrlState(agentsCodec);
  const wanted = state.q.toLowerCase();
  const shown = agents
    .filter((a) => a.node.toLowerCase().includes(wanted) && (!state.sick || isSick(a.status)))
    .sort((a, b) => byStatus(a.status, b.status) || a.node.localeCompare(b.node, "en", { numeric: true }));
  const usual = agents.length <= FEW ? agents : agents.filter((a) => isSick(a.status)).slice(0, FEW);
  const open = new Set(state.open ?? usual.map((a) => a.node));
  const toggle = (node: string) => {
    if (!open.delete(node)) open.add(node);
    set({ open: [...open] });
  };
  const hidden = agents.length - shown.length;
  return (
    <>
      <div className={css.tools}>
        <h2 className={own.heading}>Agents</h2>
        <SearchBox value={state.q} label="Find a node" group="Agents" onChange={(q, options) => set({ q }, options)} />
        <Toggle on={state.sick} onChange={(sick) => set({ sick })}>
          Unhealthy
        </Toggle>
        {hidden > 0 && (
          <span className="muted">
            {plural(hidden, "agent")} hidden{" "}
            <Button kind="quiet" onPress={() => set({ q: "", sick: false })}>
              Show
            </Button>
          </span>
        )}
      </div>
      {shown.map((agent) => (
        <AgentCard key={agent.node} agent={agent} open={open.has(agent.node)} onToggle={() => toggle(agent.node)} />
      ))}
    </>
  );
}
