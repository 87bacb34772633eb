import { chosenIn, toggled, type Facet } from "../model/facets";
import { count } from "../model/format";
import { STATUS_WORD, type Mark } from "../model/status";
import type { NavigateOptions } from "../url/location";
import css from "./Facets.module.css";
import help from "./FilterBox.module.css";
import { Icon } from "./Icon";
import { Pop } from "./Overlay";
import { StatusMark } from "./StatusMark";

interface Props {
  facets: Facet[];
  text: string;
  onChange: (text: string, options: NavigateOptions) => void;
}

/** The filter without typing: what there is, to be ticked. It writes the same expression. */
export function Facets({ facets, text, onChange }: Props) {
  return (
    <Pop
      label="Filter by status, kind or namespace"
      trigger={<Icon name="filter" size={14} />}
      triggerClass={help.help}
      placement="bottom start"
    >
      {() => (
        <div className={css.facets}>
          {facets.map((facet) => (
            <fieldset key={facet.field}>
              <legend>{facet.label}</legend>
              {facet.values.map(({ value, count: n }) => (
                <label key={value}>
                  <input
                    type="checkbox"
                    checked={chosenIn(text, facet.field).includes(value)}
                    onChange={() => onChange(toggled(text, facet.field, value), {})}
                  />
                  {facet.field === "status" ? <Status value={value as Mark} /> : <span>{value}</span>}
                  <em>{count(n)}</em>
                </label>
              ))}
            </fieldset>
          ))}
        </div>
      )}
    </Pop>
  );
}

function Status({ value }: { value: Mark }) {
  return (
    <>
      <StatusMark status={value} label="" />
      <span>{STATUS_WORD[value]}</span>
    </>
  );
}
