import { Link } from "wouter";
import type { SpanEvent, SpanLink, Words } from "../api/traces";
import { count, seconds } from "../model/format";
import { Dotted } from "../ui/Dotted";
import { IconButton } from "../ui/Button";
import { useHref } from "../url/location";
import { servicePath } from "../url/location";
import { tracePath } from "../url/traces";
import { Maker, nameOf, OutcomeMark } from "./marks";
import { isOrphan, type Row } from "./tree";
import css from "./trace.module.css";

const OUTCOMES = { ok: "well", error: "with an error", unanswered: "without an answer" };

/** All that is stored of a span. */
export function SpanPanel({ row, token, onClose }: { row: Row; token: string; onClose: () => void }) {
  const href = useHref();
  const { span } = row;
  const facts: [string, React.ReactNode][] = [
    [
      "Service",
      <Link key="service" className={css.service} href={href(servicePath(span.service))}>
        {nameOf(span.service)}
      </Link>,
    ],
    ["Took", seconds(span.durationSeconds)],
    ["Of its own", `${seconds(row.selfSeconds)} — no span that it called ran`],
    ["Began", `${seconds(Math.max(0, span.offsetSeconds))} after the trace, ${span.start}`],
    [
      "Ended",
      <span key="ended">
        <OutcomeMark outcome={span.outcome} /> {OUTCOMES[span.outcome]}
        {span.statusMessage && <>: {span.statusMessage}</>}
      </span>,
    ],
    ["Kind", [span.kind, span.protocol].filter(Boolean).join(", ")],
    ["Recorded by", <Maker key="maker" origin={span.origin} />],
    ["On", span.node ?? "it does not say"],
  ];
  if (span.parentMissing)
    facts.push([
      "Parent",
      isOrphan(span)
        ? `${span.parentSpanId}, which was not sent here`
        : "the end that asked is not watched, or its span was not kept",
    ]);
  if (row.aheadSeconds > 0)
    facts.push(["Clock", `begins ${seconds(row.aheadSeconds)} before its caller on another node: clocks differ`]);
  return (
    <aside className={css.panel} aria-label={`Span ${span.operation}`}>
      <div className={css.panelHead} style={{ borderColor: `var(--${token})` }}>
        <h2>{span.operation || "not told"}</h2>
        <IconButton icon="close" label="Close" onPress={onClose} />
      </div>
      <dl className={css.list}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Events events={span.events} start={Date.parse(span.start)} />
      <Attributes title="Attributes" words={span.attributes} />
      <Links links={span.links} />
      <Attributes title="Recorded from" words={span.resource} />
      <p className="muted">
        span <span className="mono">{span.spanId}</span>
        {span.scope && <> · {span.scope}</>}
      </p>
      {Object.entries(span.dropped).map(([what, many]) => (
        <p key={what} className="muted">
          {what === "values"
            ? `${count(many)} long values were cut short.`
            : `${count(many)} more ${what} are not shown.`}
        </p>
      ))}
    </aside>
  );
}

function Attributes({ title, words }: { title: string; words: Words }) {
  const entries = Object.entries(words);
  if (entries.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <WordList entries={entries} />
    </section>
  );
}

function WordList({ entries }: { entries: [string, string][] }) {
  return (
    <dl className={css.words}>
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>
            <Dotted>{name}</Dotted>
          </dt>
          <dd className="mono">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Events({ events, start }: { events: SpanEvent[]; start: number }) {
  if (events.length === 0) return null;
  return (
    <section>
      <h3>Events</h3>
      <ul className={css.events}>
        {events.map((event) => (
          <li key={event.time + event.name}>
            <b>{event.name}</b>{" "}
            <span className="muted">
              {seconds(Math.max(0, (Date.parse(event.time) - start) / 1000))} after its start
            </span>
            <WordList entries={Object.entries(event.attributes)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Links({ links }: { links: SpanLink[] }) {
  const href = useHref();
  if (links.length === 0) return null;
  return (
    <section>
      <h3>Links</h3>
      <ul className={css.events}>
        {links.map((link) => (
          <li key={link.traceId + link.spanId}>
            <Link className={`${css.service} mono`} href={href(tracePath(link.traceId), { span: link.spanId })}>
              {link.traceId.slice(0, 16)}… {link.spanId}
            </Link>
            <WordList entries={Object.entries(link.attributes)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
