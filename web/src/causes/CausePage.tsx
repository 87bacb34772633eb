import { useEffect } from "react";
import { Link } from "wouter";
import { useCause } from "../api/causeQueries";
import type { CauseAnswer } from "../api/causes";
import { Problem } from "../api/client";
import { Button } from "../ui/Button";
import button from "../ui/Button.module.css";
import { Empty, Loaded } from "../ui/State";
import { askCodec, causeHref } from "../url/causes";
import { goTo, nameOf, navigateTo, useHref, useSearch, useUrlState } from "../url/location";
import { Answer } from "./Answer";
import { forgetAsked } from "./ask";
import css from "./causes.module.css";

/** A kept answer: why a service was in trouble. */
export default function CausePage({ id }: { id: string }) {
  const query = useCause(id);
  const gone = query.error instanceof Problem && query.error.status === 404 ? query.error : null;
  useEffect(() => {
    if (gone) forgetAsked();
  }, [gone]);
  if (query.data === undefined && gone) return <Gone detail={gone.detail} />;
  return (
    <div className={css.page}>
      <Loaded query={query}>{(answer) => <Placed answer={answer} />}</Loaded>
    </div>
  );
}

/** The address bears service and time of the answer, so that every link leads on to that very time. */
function Placed({ answer }: { answer: CauseAnswer }) {
  const bare = !new URLSearchParams(useSearch()).has("from");
  useEffect(() => {
    if (bare) navigateTo(causeHref(answer), { replace: true });
  }, [bare, answer]);
  return <Answer answer={answer} />;
}

/** Answers are kept for a while only; what the address says of the question is enough to ask it again. */
function Gone({ detail }: { detail: string }) {
  const [{ service }] = useUrlState(askCodec);
  const href = useHref();
  return (
    <Empty
      title="This answer is not kept any more"
      action={
        <>
          {service && (
            <Link className={`${button.button} ${button.primary}`} href={href("/causes/ask", { service })}>
              Ask again about {nameOf(service)}
            </Link>
          )}
          <Button onPress={() => goTo("/causes")}>All answers</Button>
        </>
      }
    >
      <p>Answers are kept for a while only, or the address was cut off. {detail}</p>
    </Empty>
  );
}
