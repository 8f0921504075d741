import { Form } from "@remix-run/react";
import { Button } from "~/ui/button";
import { TextInput } from "~/ui/form/text-input";
import { Page, PageHeader } from "~/ui/page/page";

const WAYS = [
  { name: "id", label: "One turn, by its id" },
  { name: "session", label: "All turns of a session" },
  { name: "user", label: "All turns of a user" },
];

/** The deletion's first page: whose turns. Nothing is deleted before they were counted and confirmed. */
export function ChooseDeletion() {
  return (
    <Page>
      <PageHeader title="Delete turns">You will see what would go before anything goes.</PageHeader>
      {WAYS.map(({ name, label }) => (
        <Form key={name} method="get" className="flex max-w-105 items-end gap-2">
          <div className="min-w-0 flex-1">
            <TextInput name={name} label={label} required autoComplete="off" spellCheck={false} />
          </div>
          <Button type="submit">Look</Button>
        </Form>
      ))}
    </Page>
  );
}
