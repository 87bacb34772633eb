import { useAgents } from "../api/queries";
import type { Agent } from "../api/types";
import { count, plural } from "../model/format";
import { byStatus, isSick, STATUS_WORD } from "../model/status";
import css from "../services/page.module.css";
import { NoAgent } from "../shell/NoData";
import { Loaded } from "../ui/State";
import { AgentCard } from "./AgentCard";
import own from "./AgentsPage.module.css";

export default function AgentsPage() {
  const query = useAgents();
  return (
    <div className={css.page}>
      <div className={css.title}>
        <h1>Agents</h1>
      </div>
      <Loaded query={query} empty={(agents) => (agents.length === 0 ? <NoAgent /> : null)}>
        {(agents) => <List agents={agents} />}
      </Loaded>
    </div>
  );
}

function List({ agents }: { agents: Agent[] }) {
  const sorted = [...agents].sort((a, b) => byStatus(a.status, b.status) || a.node.localeCompare(b.node));
  return (
    <>
      <p className="muted">{summary(agents)} Agents tell of now, whatever time range is chosen.</p>
      <div className={own.list}>
        {sorted.map((agent) => (
          <AgentCard key={agent.node} agent={agent} />
        ))}
      </div>
    </>
  );
}

function summary(agents: readonly Agent[]): string {
  const sick = agents.filter((a) => isSick(a.status));
  const lost = agents.flatMap((a) => Object.values(a.lost)).reduce((a, b) => a + b, 0);
  const state = sick.length === 0 ? `all ${STATUS_WORD.ok}` : `${sick.length} with something wrong`;
  const losses = lost === 0 ? "nothing lost." : `${count(lost)} events lost.`;
  return `${plural(agents.length, "agent")}, ${state}; ${losses}`;
}
