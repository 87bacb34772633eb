import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Problem, ServerAway } from "../api/client";
import { Button } from "./Button";
import { NotLoaded } from "./late";
import css from "./State.module.css";
import { StatusMark } from "./StatusMark";

/** A thin moving line at the top of a panel: something is on its way, what is shown stays. */
export function Busy({ on }: { on: boolean }) {
  return on ? <div className={css.busy} role="progressbar" aria-label="Loading" /> : null;
}

/** Nothing to show: why, and one thing to do about it. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={css.state}>
      <StatusMark status="unknown" label="" />
      <h2>{title}</h2>
      {children && <div className={css.text}>{children}</div>}
      {action && <div className={css.action}>{action}</div>}
    </div>
  );
}

function titleOf(error: Error): string {
  if (error instanceof ServerAway) return "The server does not answer";
  if (error instanceof NotLoaded) return "This part of Sonde could not be loaded";
  return (error instanceof Problem && error.title) || "This page failed";
}

function textOf(error: Error): string {
  if (error instanceof ServerAway) return "Nothing could be loaded from it yet. It is asked again every 5 s.";
  if (error instanceof NotLoaded) return "The server does not answer, or it was updated since this window was opened.";
  return (error instanceof Problem && error.detail) || error.message;
}

/** What an administrator finds the request by in the server's log. */
export function RequestId({ error }: { error: Error }) {
  if (!(error instanceof Problem) || !error.requestId) return null;
  return (
    <p className="muted">
      request id <code className="mono">{error.requestId}</code> · status {error.status}
    </p>
  );
}

export function Failure({ error, retry }: { error: Error; retry: () => void }) {
  return (
    <div className={css.state} role="alert">
      <StatusMark status="critical" label="" />
      <h2>{titleOf(error)}</h2>
      <div className={css.text}>{textOf(error)}</div>
      <RequestId error={error} />
      <div className={css.action}>
        <Button kind="primary" onPress={retry}>
          Try again
        </Button>
      </div>
    </div>
  );
}

/** What stands on the page while it is loaded for the first time: its outline, no spinner. */
export function Outline({ rows = 6 }: { rows?: number }) {
  return (
    <div className={css.outline} aria-hidden="true">
      {Array.from({ length: rows }, (_, i) => (
        <i key={i} style={{ width: `${88 - ((i * 23) % 47)}%` }} />
      ))}
    </div>
  );
}

interface LoadedProps<T> {
  query: UseQueryResult<T>;
  /** Shown instead where there is nothing to show. */
  empty?: (data: T) => ReactNode;
  outline?: ReactNode;
  children: (data: T) => ReactNode;
}

/** The states of a panel: loading, failed, empty, and what it is for. Old data stays while new is on its way or has failed. */
export function Loaded<T>({ query, empty, outline, children }: LoadedProps<T>) {
  const { data, error, isFetching, isPlaceholderData, refetch } = query;
  const again = () => void refetch();
  if (data === undefined) {
    if (error && !isFetching) return <Failure error={error} retry={again} />;
    return (
      <>
        <Busy on />
        {error ? <Failure error={error} retry={again} /> : (outline ?? <Outline />)}
      </>
    );
  }
  return (
    <>
      <Busy on={isFetching && isPlaceholderData} />
      {error instanceof Problem && <Stale problem={error} retry={again} />}
      {empty?.(data) ?? children(data)}
    </>
  );
}

function Stale({ problem, retry }: { problem: Problem; retry: () => void }) {
  return (
    <div className={css.stale} role="alert">
      <StatusMark status="warning" label="" />
      <span>
        <b>{problem.title}.</b> {problem.detail} What is shown is older.
        {problem.requestId && <span className="muted"> request id {problem.requestId}</span>}
      </span>
      <Button onPress={retry}>Try again</Button>
    </div>
  );
}
