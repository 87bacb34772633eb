import { Problem } from "../api/client";
import { usePreferences } from "../shell/preferences";
import { Button } from "../ui/Button";
import { readable } from "../ui/Findings";
import { RequestId } from "../ui/State";
import css from "../ui/State.module.css";
import { StatusMark } from "../ui/StatusMark";
import { goTo } from "../url/location";

/** Why there is no answer, and what can be done: a refusal in the server's words, or a server that is away. */
export function AskFailure({ error, retry }: { error: Error; retry: () => void }) {
  const { utc } = usePreferences();
  const problem = error instanceof Problem ? error : null;
  return (
    <div className={css.state} role="alert">
      <StatusMark status="critical" label="" />
      <h1>{problem ? "The cause could not be looked for" : "The server does not answer"}</h1>
      <div className={css.text}>
        <p>
          {problem
            ? `${problem.title}: ${readable(problem.detail, utc)}`
            : "So the cause could not be looked for. It is not asked again by itself."}
        </p>
        {problem?.status === 404 && <p>Choose a time in the bar above in which it was running, and ask again.</p>}
      </div>
      <RequestId error={error} />
      <div className={css.action}>
        <Button kind="primary" onPress={retry}>
          Try again
        </Button>
        <Button onPress={() => goTo("/causes")}>All answers</Button>
      </div>
    </div>
  );
}
