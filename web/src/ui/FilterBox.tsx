import type { Facet } from "../model/facets";
import { FILTER_HELP } from "../model/filter";
import type { NavigateOptions } from "../url/location";
import { Facets } from "./Facets";
import css from "./FilterBox.module.css";
import { Icon } from "./Icon";
import { Pop } from "./Overlay";
import { SearchBox } from "./SearchBox";

interface Props {
  value: string;
  onChange: (value: string, options: NavigateOptions) => void;
  mistakes: string[];
  facets: Facet[];
  /** Under which heading its key is listed. */
  group: string;
}

/** The expression that narrows a map or a list; what it understands stands behind the question mark. */
export function FilterBox({ value, onChange, mistakes, facets, group }: Props) {
  return (
    <SearchBox
      value={value}
      onChange={onChange}
      label="Filter"
      placeholder="err>1  kind:redis  name"
      invalid={mistakes.length > 0}
      group={group}
    >
      <Facets facets={facets} text={value} onChange={onChange} />
      <Pop
        label="How to filter"
        trigger={<Icon name="help" size={14} />}
        triggerClass={css.help}
        placement="bottom start"
      >
        {() => (
          <table className={css.helpTable}>
            <tbody>
              {FILTER_HELP.map(([example, meaning]) => (
                <tr key={example}>
                  <th scope="row">{example}</th>
                  <td>{meaning}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Pop>
      {mistakes.length > 0 && (
        <span className={css.mistake} role="status">
          {mistakes[0]}
        </span>
      )}
    </SearchBox>
  );
}
