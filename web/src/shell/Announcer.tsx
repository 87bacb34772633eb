import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { changesIn, servicesIn, statusesOf, type Statuses } from "./changes";

/** Questions asked lately; a page asks one or two. */
const MOST_KNOWN = 20;

/** Tells a screen reader whose status changed, and nothing of all the figures that change every few seconds. */
export function Announcer() {
  const client = useQueryClient();
  const [said, setSaid] = useState("");
  useEffect(() => {
    // Answers of different ranges are no changes: each is compared with the one before it of the same question.
    const known = new Map<string, Statuses>();
    return client.getQueryCache().subscribe(({ type, query }) => {
      if (type !== "updated" || query.state.status !== "success") return;
      const services = servicesIn(String(query.queryKey[0]), query.state.data);
      if (!services) return;
      const before = known.get(query.queryHash);
      if (known.size > MOST_KNOWN) known.clear();
      known.set(query.queryHash, statusesOf(services));
      const words = before ? changesIn(before, services) : "";
      if (words) setSaid(words);
    });
  }, [client]);
  return (
    <div className="sr" role="status" aria-label="Changes">
      {said}
    </div>
  );
}
