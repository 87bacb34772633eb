import { useState } from "react";
import type { CauseAnswer } from "../api/causes";
import { useReplay } from "../api/causeQueries";
import { Candidates } from "./Candidates";
import css from "./causes.module.css";
import { OtherTime } from "./OtherTime";
import { ReplayPanel, TodayNote } from "./Replay";
import { Report } from "./Report";
import { Side } from "./Side";
import { Verdict } from "./Verdict";

/** First the answer in a sentence, then its proof. */
export function Answer({ answer }: { answer: CauseAnswer }) {
  const replay = useReplay(answer.id);
  const [today, setToday] = useState(false);
  const shown = today && replay.data ? replay.data.now : answer;
  return (
    <>
      <OtherTime answer={answer} />
      {shown !== answer && <TodayNote onBack={() => setToday(false)} />}
      <Verdict
        answer={shown}
        onReplay={() => {
          setToday(false);
          replay.mutate();
        }}
        replaying={replay.isPending}
      />
      <ReplayPanel replay={replay} onShow={() => setToday(true)} shown={today} />
      <div className={css.columns}>
        <Candidates key={today ? "today" : "kept"} answer={shown} />
        <Side answer={shown} />
      </div>
      <Report answer={shown} />
    </>
  );
}
