import { Download, GitCompare } from "lucide-react";
import type { TurnListRow } from "~/data/runtime/turn-list.server";
import { Button } from "~/ui/button";
import { LinkButton } from "~/ui/link-button";
import { copyTurnRows } from "./turn-row-copies";
import { CopyMenu } from "~/ui/list/copy-menu";

type Props = { ids: readonly string[]; rows: readonly TurnListRow[]; mayExport: boolean; origin: string };

/** What can be done with the chosen rows. */
export function TurnSelection({ ids, rows, mayExport, origin }: Props) {
  const chosen = () => {
    const wanted = new Set(ids);
    return rows.filter(({ id }) => wanted.has(id));
  };
  const copies = copyTurnRows(chosen, origin);
  const [a, b] = ids;
  return (
    <>
      {ids.length === 2 && (
        <LinkButton icon={GitCompare} to={`/turns/diff?a=${encodeURIComponent(a!)}&b=${encodeURIComponent(b!)}`}>
          Compare
        </LinkButton>
      )}
      <CopyMenu items={copies} />
      {mayExport && (
        <form method="post" action="/turns/export" className="contents">
          {ids.map((id) => (
            <input key={id} type="hidden" name="ids[]" value={id} />
          ))}
          <Button type="submit" name="format" value="jsonl" icon={Download}>
            JSONL
          </Button>
          <Button type="submit" name="format" value="csv" icon={Download}>
            CSV
          </Button>
        </form>
      )}
    </>
  );
}
