import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { causeApi } from "../api/causeQueries";
import type { CauseQuestion } from "../api/causes";
import { useServer } from "../api/queries";
import { usePreferences } from "../shell/preferences";
import { serverNow } from "../time/clock";
import { span } from "../time/format";
import { absolute, isAbsolute, resolve } from "../time/range";
import { useNow } from "../time/useNow";
import { Busy, Empty, Outline } from "../ui/State";
import { goTo, nameOf, navigateTo, useRange, useUrlState } from "../url/location";
import { askCodec } from "../url/causes";
import { Button } from "../ui/Button";
import { askOnce } from "./ask";
import { AskFailure } from "./AskFailure";
import css from "./causes.module.css";

/** A link that asks: sends its question once, then becomes the answer's own address. */
export default function AskPage() {
  const [{ service }] = useUrlState(askCodec);
  if (service === "") return <NoService />;
  return <Asking service={service} />;
}

function NoService() {
  return (
    <Empty
      title="About which service?"
      action={
        <Button kind="primary" onPress={() => goTo("/causes")}>
          Choose one
        </Button>
      }
    >
      This link names none. It may have been cut off.
    </Empty>
  );
}

function Asking({ service }: { service: string }) {
  const question = useQuestion(service);
  const client = useQueryClient();
  const [tries, setTries] = useState(0);
  const [failed, setFailed] = useState<{ attempt: string; error: Error } | null>(null);
  const { from, to } = question ?? {};
  const attempt = `${service} ${from} ${to} ${tries}`;
  useEffect(() => {
    if (!from || !to) return;
    // Whoever went on to another page meanwhile is not to be led away from it.
    let gone = false;
    askOnce({ service, from, to }, serverNow()).then(
      ({ href, answer }) => {
        if (answer) client.setQueryData([causeApi(answer.id)], answer);
        void client.invalidateQueries({ queryKey: ["/api/v1/causes"] });
        if (!gone) navigateTo(href, { replace: true });
      },
      (error: Error) => !gone && setFailed({ attempt, error }),
    );
    return () => {
      gone = true;
    };
  }, [client, service, from, to, attempt]);
  if (failed?.attempt === attempt) return <AskFailure error={failed.error} retry={() => setTries(tries + 1)} />;
  return <Looking service={service} />;
}

/** With instants, so that a reload asks the same. Whose clock is wrong is known only after an answer. */
function useQuestion(service: string): CauseQuestion | null {
  const [range, setRange] = useRange();
  const server = useServer();
  const fixed = isAbsolute(range);
  const ready = server.data !== undefined || server.error !== null;
  useEffect(() => {
    if (!fixed && ready) setRange(absolute(range, serverNow()), { replace: true });
  });
  return fixed ? { service, ...range } : null;
}

function Looking({ service }: { service: string }) {
  const [range] = useRange();
  const { utc } = usePreferences();
  const now = useNow();
  const { from, to } = resolve(range, now);
  return (
    <div className={css.page}>
      <Busy on />
      <div role="status">
        <p className={css.eyebrow}>{span(from, to, utc, now)}</p>
        <h1 className={css.headline}>Looking for the cause of the trouble of {nameOf(service)}…</h1>
      </div>
      <Outline rows={9} />
    </div>
  );
}
