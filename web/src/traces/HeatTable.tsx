import { useState } from "react";
import { count, seconds } from "../model/format";
import { Button } from "../ui/Button";
import { Num } from "../ui/Num";
import { Table, type Column } from "../ui/Table";
import type { Region } from "../url/traces";
import { regionOfBox, rowsOf, type Heat } from "./heat";

type Line = ReturnType<typeof rowsOf>[number];

/** The heat map in figures, by duration. */
export function HeatTable({ heat, onRegion }: { heat: Heat; onRegion: (region: Region) => void }) {
  const [sort, setSort] = useState("");
  const choose = (line: Line) =>
    onRegion(regionOfBox({ columns: [0, heat.columns - 1], rows: [line.row, line.row] }, heat));
  const words = (line: Line) =>
    line.to === null ? `longer than ${seconds(line.from)}` : `${seconds(line.from)} to ${seconds(line.to)}`;
  const columns: Column<Line>[] = [
    { key: "duration", label: "Duration", by: (l) => l.row, cell: words },
    { key: "count", label: "Count", right: true, by: (l) => l.count, cell: (l) => count(l.count) },
    {
      key: "errors",
      label: "Errors",
      right: true,
      by: (l) => l.errors,
      cell: (l) => <Num tone={l.errors > 0 ? "critical" : "quiet"}>{count(l.errors)}</Num>,
    },
    {
      key: "unanswered",
      label: "Unanswered",
      right: true,
      by: (l) => l.unanswered,
      cell: (l) => <Num tone={l.unanswered > 0 ? "warning" : "quiet"}>{count(l.unanswered)}</Num>,
    },
    {
      key: "list",
      label: "Traces",
      right: true,
      cell: (l) => (
        <Button kind="quiet" label={`List those of ${words(l)}`} onPress={() => choose(l)}>
          List
        </Button>
      ),
    },
  ];
  return (
    <Table
      label="Durations"
      columns={columns}
      rows={rowsOf(heat)}
      rowKey={(l) => String(l.row)}
      sort={sort}
      onSort={setSort}
    />
  );
}
