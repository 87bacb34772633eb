import { Link } from "wouter";
import type { Service } from "../api/types";
import { servicePath, useHref } from "../url/location";
import { markOf, markWord } from "../model/status";
import css from "./names.module.css";
import { StatusMark } from "./StatusMark";

/** A service wherever it is named: status, name, link to its page. */
export function ServiceName({ service, before }: { service: Service; before?: string }) {
  const href = useHref();
  return (
    <span className={css.name}>
      <StatusMark status={markOf(service)} label={markWord(service)} />
      {before && <span className="muted">{before}</span>}
      <Link className={css.link} href={href(servicePath(service.id))} title={service.id}>
        {service.name}
      </Link>
    </span>
  );
}
