import { Link } from "wouter";
import type { KeptCause } from "../api/causes";
import { NOT_MEASURED } from "../model/format";
import { usePreferences } from "../shell/preferences";
import { ago, dayAndClock, span } from "../time/format";
import { useNow } from "../time/useNow";
import names from "../ui/names.module.css";
import { Num } from "../ui/Num";
import { StatusMark } from "../ui/StatusMark";
import type { Column } from "../ui/Table";
import { causeHref } from "../url/causes";
import { nameOf } from "../url/location";
import { confidenceFigure, confidenceWord, CONCLUSION_MARK, CONCLUSION_WORDS, headline } from "./words";

const RANKED = ["cause", "inconclusive", "noFault"];

function lineOf(kept: KeptCause): string {
  const suspected = kept.conclusion === "inconclusive" && kept.cause !== null;
  return suspected ? `Not clear, suspected: ${kept.cause}` : headline(kept);
}

function Headline({ kept }: { kept: KeptCause }) {
  return (
    <span className={names.name}>
      <StatusMark status={CONCLUSION_MARK[kept.conclusion]} label={CONCLUSION_WORDS[kept.conclusion]} />
      <Link className={names.link} href={causeHref(kept)} title={kept.summary}>
        {lineOf(kept)}
      </Link>
    </span>
  );
}

function Time({ kept }: { kept: KeptCause }) {
  const { utc } = usePreferences();
  return span(Date.parse(kept.from), Date.parse(kept.to), utc, useNow());
}

function AskedAt({ kept }: { kept: KeptCause }) {
  const { utc } = usePreferences();
  const asked = Date.parse(kept.askedAt);
  return <span title={dayAndClock(asked, utc)}>{ago(asked, useNow())}</span>;
}

function Sureness({ value }: { value: number | null }) {
  if (value === null) return <Num>{NOT_MEASURED}</Num>;
  return `${confidenceWord(value)} ${confidenceFigure(value)}`;
}

export const KEPT_COLUMNS: Column<KeptCause>[] = [
  { key: "answer", label: "Answer", by: (k) => RANKED.indexOf(k.conclusion), cell: (k) => <Headline kept={k} /> },
  { key: "service", label: "Service", by: (k) => nameOf(k.service), cell: (k) => nameOf(k.service) },
  { key: "time", label: "Time of trouble", by: (k) => k.from, cell: (k) => <Time kept={k} /> },
  {
    key: "confidence",
    label: "Confidence",
    hint: "how strong the evidence against the first candidate is",
    right: true,
    by: (k) => k.confidence,
    cell: (k) => <Sureness value={k.conclusion === "noFault" ? null : k.confidence} />,
  },
  { key: "asked", label: "Asked", right: true, by: (k) => k.askedAt, cell: (k) => <AskedAt kept={k} /> },
];
