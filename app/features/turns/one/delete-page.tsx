import { formatCount } from "~/lib/numbers";
import { CopyButton } from "~/ui/copy-button";
import { Form } from "~/ui/form/form";
import { SubmitButton } from "~/ui/form/submit-button";
import { TextInput } from "~/ui/form/text-input";
import { LinkButton } from "~/ui/link-button";
import { Card } from "~/ui/page/card";
import { DescriptionList } from "~/ui/page/description-list";
import { Page, PageHeader } from "~/ui/page/page";
import { ExactTime } from "~/ui/relative-time";
import { formatNumber } from "~/lib/numbers";
import { MOST_COUNTED, receiptLines, receiptText, targetWords, type DeletionTarget, type Receipt } from "./deletion";
import { sessionHref, turnHref } from "./turn-view";

type Props = {
  target: DeletionTarget;
  found: { turns: number; bots: string[]; first: string | null; last: string | null };
  receipt: Receipt | null;
  result: unknown;
};

/** Asks once more, deletes, and shows what went. */
export function DeletePage({ target, found, receipt, result }: Props) {
  if (receipt) return <ReceiptPage receipt={receipt} />;
  if (found.turns === 0)
    return (
      <Page>
        <PageHeader title="There is nothing to delete">
          Nothing is kept of {targetWords(target)}. It may have been deleted already, or its days may be over.
        </PageHeader>
        <div>
          <LinkButton to="/turns">To the turns</LinkButton>
        </div>
      </Page>
    );
  const back =
    target.by === "id" ? turnHref(target.value) : target.by === "session" ? sessionHref(target.value) : "/turns";
  return (
    <Page>
      <PageHeader title={`Delete ${targetWords(target)}`}>
        With their texts, tool calls, results, notes and bookmarks, for good. Figures of usage follow. Nothing brings
        them back.
      </PageHeader>
      <Card className="max-w-180">
        <DescriptionList
          items={[
            { term: "Turns", detail: formatCount(found.turns, MOST_COUNTED) },
            { term: found.bots.length === 1 ? "Bot" : "Bots", detail: found.bots.join(", ") },
            { term: "From", detail: found.first && <ExactTime at={found.first} /> },
            { term: "To", detail: found.last && <ExactTime at={found.last} /> },
          ]}
        />
      </Card>
      <Form result={result} className="flex max-w-105 flex-col gap-4">
        <input type="hidden" name="by" value={target.by} />
        <input type="hidden" name="value" value={target.value} />
        <TextInput
          name="confirmation"
          autoComplete="off"
          spellCheck={false}
          label={
            <span>
              Type <b className="font-semibold wrap-anywhere text-text">{target.value}</b> to confirm
            </span>
          }
        />
        <div className="flex gap-2">
          <SubmitButton intent="delete" tone="danger">
            Delete for good
          </SubmitButton>
          <LinkButton to={back}>Cancel</LinkButton>
        </div>
      </Form>
    </Page>
  );
}

function ReceiptPage({ receipt }: { receipt: Receipt }) {
  return (
    <Page>
      <PageHeader title="Deleted">Keep this receipt if somebody asked for it. The audit log has it too.</PageHeader>
      <Card
        className="max-w-180"
        title="Receipt"
        actions={<CopyButton text={receiptText(receipt)} label="Copy the receipt" showLabel />}
      >
        <div role="status">
          <DescriptionList
            items={[
              { term: "What", detail: targetWords(receipt) },
              { term: "When", detail: <ExactTime at={receipt.at} /> },
              { term: "By", detail: receipt.who },
              { term: "Request", detail: <code>{receipt.request_id}</code> },
              ...receiptLines(receipt).map(({ name, count }) => ({
                term: `${name[0]!.toUpperCase()}${name.slice(1)}`,
                detail: formatNumber(count),
              })),
            ]}
          />
        </div>
      </Card>
      <div>
        <LinkButton to="/turns">To the turns</LinkButton>
      </div>
    </Page>
  );
}
