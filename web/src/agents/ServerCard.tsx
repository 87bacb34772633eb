import type { Server } from "../api/types";
import { bytes, count } from "../model/format";
import { duration } from "../time/format";
import { Findings } from "../ui/Findings";
import { StatusMark } from "../ui/StatusMark";
import css from "./AgentsPage.module.css";
import { Fill, Losses, Tables } from "./Parts";

export function ServerCard({ server }: { server: Server }) {
  return (
    <article className={css.agent} aria-label="Server">
      <header className={css.head}>
        <StatusMark status={server.status} />
        <h3>Server</h3>
        <span className="muted">
          version {server.version}
          {server.uptimeSeconds !== null && ` · up ${duration(server.uptimeSeconds)}`}
        </span>
      </header>
      {server.reasons.length > 0 && (
        <div className={css.reasons}>
          <Findings findings={server.reasons.map((text) => ({ status: server.status, text }))} />
        </div>
      )}
      <div className={css.parts}>
        <StorePart store={server.store} />
        <Losses lost={server.lost} />
        <Tables tables={server.tables} />
      </div>
    </article>
  );
}

function StorePart({ store }: { store: Server["store"] }) {
  const { diskBytesUsed: used, diskBytesLimit: limit, diskBytesFree: free } = store;
  const since = store.sinceSeconds === null ? "" : ` for ${duration(store.sinceSeconds)}`;
  return (
    <section>
      <h4>Store</h4>
      <ul>
        <li className={css.row}>
          <StatusMark status={store.state === "up" ? "ok" : "critical"} label="" />
          <span>
            {store.kind}, {store.state === "up" ? "up" : "does not answer"}
            {since}
            {(store.restarts ?? 0) > 0 && `, started again ${count(store.restarts)} times`}
          </span>
        </li>
        <li className={css.row}>
          <StatusMark status={store.refusing ? "critical" : "ok"} label="" />
          <span>{store.refusing ? "takes no new data: too little room on the disk" : "takes new data"}</span>
        </li>
        {used !== null && (
          <Fill name="disk" share={limit ? Math.min(1, used / limit) : null}>
            {bytes(used)}
            {limit !== null && ` of ${bytes(limit)}`}
          </Fill>
        )}
        {free !== null && (
          <li className={css.fill}>
            <span>free</span>
            <span />
            <span className={css.figures}>{bytes(free)}</span>
          </li>
        )}
      </ul>
    </section>
  );
}
