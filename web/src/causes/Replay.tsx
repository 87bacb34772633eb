import type { UseMutationResult } from "@tanstack/react-query";
import type { ReplayAnswer } from "../api/causes";
import { Problem } from "../api/client";
import { usePreferences } from "../shell/preferences";
import { Button } from "../ui/Button";
import { readable } from "../ui/Findings";
import { StatusMark } from "../ui/StatusMark";
import css from "./causes.module.css";
import { differenceWords } from "./words";

interface Props {
  replay: UseMutationResult<ReplayAnswer, Error, void>;
  onShow: () => void;
  shown: boolean;
}

/** The same question answered again of the stored data: what is told differently today. */
export function ReplayPanel({ replay: { data, error, isPending }, onShow, shown }: Props) {
  if (isPending)
    return (
      <p className={css.note} role="status">
        Answering again of what is stored…
      </p>
    );
  if (error) return <NotReplayed error={error} />;
  if (!data) return null;
  return (
    <section className={css.replay} aria-label="Answered again" role="status">
      <h2>
        <StatusMark status={data.same ? "ok" : "warning"} label="" />
        {data.same ? "Today's code answers the same." : "Today's code answers differently."}
        {!shown && !data.same && <Button onPress={onShow}>Show today's answer</Button>}
      </h2>
      {data.differences.length > 0 && <Differences replay={data} />}
    </section>
  );
}

function NotReplayed({ error }: { error: Error }) {
  const problem = error instanceof Problem ? error : null;
  return (
    <div className={css.note} role="alert">
      <StatusMark status="critical" label="" />
      <span>
        <b>It could not be answered again. {problem?.title ?? "The server does not answer"}.</b>{" "}
        {problem?.detail ?? "The kept answer is shown."}
        {problem?.requestId && <span className="muted"> request id {problem.requestId}</span>}
      </span>
    </div>
  );
}

function Differences({ replay: { differences } }: { replay: ReplayAnswer }) {
  const { utc } = usePreferences();
  return (
    <div className={css.scroll}>
      <table className={css.differences}>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Kept</th>
            <th scope="col">Today</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ what, kept, now }) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td>{readable(differenceWords(kept), utc)}</td>
              <td>{readable(differenceWords(now), utc)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Which of the two answers stands on the page. */
export function TodayNote({ onBack }: { onBack: () => void }) {
  return (
    <div className={css.note} role="status">
      <StatusMark status="warning" label="" />
      <span>
        <b>This is today's answer.</b> Nothing of it is kept: a reload shows the kept one.
      </span>
      <Button onPress={onBack}>Back to the kept answer</Button>
    </div>
  );
}
