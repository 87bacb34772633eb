import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";
import { ServerAway } from "../api/client";
import { useServer } from "../api/queries";
import type { Server, Status } from "../api/types";
import { bytes } from "../model/format";
import { ago, clockSeconds, duration } from "../time/format";
import { useClockOffset, useNow } from "../time/useNow";
import { Button } from "../ui/Button";
import { StatusMark } from "../ui/StatusMark";
import { goTo } from "../url/location";
import css from "./Banner.module.css";
import { usePreferences } from "./preferences";

interface Away {
  /** When the last good answer of what is on the screen came. */
  lastGood: number | null;
}

function useAway(): Away | null {
  const client = useQueryClient();
  const [away, setAway] = useState<Away | null>(null);
  useEffect(() => {
    const look = () => {
      const active = client.getQueryCache().findAll({ type: "active" });
      if (!active.some((q) => q.state.error instanceof ServerAway)) return setAway(null);
      const times = active.map((q) => q.state.dataUpdatedAt).filter((t) => t > 0);
      const lastGood = times.length > 0 ? Math.max(...times) : null;
      setAway((was) => (was?.lastGood === lastGood ? was : { lastGood }));
    };
    return client.getQueryCache().subscribe(look);
  }, [client]);
  return away;
}

/** What touches every page stands above every page: the server or its store is away, data is refused, the clock is wrong. */
export function Banners() {
  const away = useAway();
  const { data: server } = useServer();
  const offset = useClockOffset();
  return (
    <>
      {away && away.lastGood !== null && <AwayBanner lastGood={away.lastGood} offset={offset} />}
      {!away && server?.store.refusing && <Refusing server={server} />}
      {!away && server?.store.state === "away" && <StoreAway server={server} />}
      {Math.abs(offset) >= WORTH_SAYING_MS && <WrongClock offset={offset} />}
    </>
  );
}

function Bar({ status, children, action }: { status: Status; children: ReactNode; action?: ReactNode }) {
  return (
    <div className={`${css.banner} ${css[status]}`} role="alert">
      <StatusMark status={status} label="" />
      <span>{children}</span>
      {action}
    </div>
  );
}

function AwayBanner({ lastGood, offset }: { lastGood: number; offset: number }) {
  const client = useQueryClient();
  const now = useNow();
  const { utc } = usePreferences();
  const at = lastGood + offset;
  return (
    <Bar
      status="critical"
      action={<Button onPress={() => void client.refetchQueries({ type: "active" })}>Try again</Button>}
    >
      <b>The server does not answer.</b> What is shown is from {clockSeconds(at, utc)}, {ago(at, now)}.
    </Bar>
  );
}

const details = <Button onPress={() => goTo("/agents")}>Details</Button>;

function Refusing({ server: { store } }: { server: Server }) {
  return (
    <Bar status="critical" action={details}>
      <b>The server takes no new data: its disk is full</b> ({bytes(store.diskBytesFree)} free). What is shown becomes
      old until there is room again.
    </Bar>
  );
}

function StoreAway({ server: { store } }: { server: Server }) {
  return (
    <Bar status="critical" action={details}>
      <b>The server's store does not answer</b>
      {store.sinceSeconds === null ? "" : ` since ${duration(store.sinceSeconds)}`}. New data waits; what is shown may
      be old.
    </Bar>
  );
}

/** Less than this makes no difference to anybody. */
const WORTH_SAYING_MS = 60_000;

function WrongClock({ offset }: { offset: number }) {
  return (
    <Bar status="warning">
      This computer's clock is {duration(Math.abs(offset) / 1000)} {offset > 0 ? "behind" : "ahead of"} the server's.
      Every time here is the server's.
    </Bar>
  );
}
