import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { ServerAway } from "../api/client";
import { ago, clockSeconds } from "../time/format";
import { useNow } from "../time/useNow";
import { Button } from "../ui/Button";
import { StatusMark } from "../ui/StatusMark";
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

/** The server is away: says so once, above everything, with the age of what is still shown. */
export function Banner() {
  const away = useAway();
  const client = useQueryClient();
  const now = useNow();
  const { utc } = usePreferences();
  if (!away || away.lastGood === null) return null;
  return (
    <div className={css.banner} role="alert">
      <StatusMark status="critical" label="" />
      <span>
        <b>The server does not answer.</b> What is shown is from {clockSeconds(away.lastGood, utc)},{" "}
        {ago(away.lastGood, now)}.
      </span>
      <Button onPress={() => void client.refetchQueries({ type: "active" })}>Try again</Button>
    </div>
  );
}
