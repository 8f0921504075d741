import { useState } from "react";
import { Button } from "~/ui/button";
import { ConfirmDialog } from "~/ui/overlay/confirm-dialog";
import { Form } from "~/ui/form/form";
import { SubmitButton } from "~/ui/form/submit-button";
import type { Person } from "./person-list.server";

/** What an admin can do with somebody's ways in. */
export function PersonActions({ person }: { person: Person }) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <div className="flex flex-wrap gap-2">
      {!person.isDisabled && (
        <Form className="contents">
          <SubmitButton intent="reset" tone="secondary">
            Make a reset link
          </SubmitButton>
        </Form>
      )}
      {person.hasTotp && (
        <Form className="contents">
          <SubmitButton intent="remove-codes" tone="secondary">
            Turn their codes off
          </SubmitButton>
        </Form>
      )}
      {person.sessionCount > 0 && (
        <Form className="contents">
          <SubmitButton intent="end-sessions" tone="secondary">
            End all sessions
          </SubmitButton>
        </Form>
      )}
      {person.isDisabled ? (
        <Form className="contents">
          <SubmitButton intent="enable">Enable</SubmitButton>
        </Form>
      ) : (
        <Button tone="danger" onClick={() => setIsAsking(true)}>
          Disable
        </Button>
      )}
      <ConfirmDialog
        open={isAsking}
        onClose={() => setIsAsking(false)}
        title={`Disable ${person.name}`}
        confirm="Disable"
        fields={{ intent: "disable" }}
      >
        All their sessions end at once and no link or password lets them in, until somebody enables them again.
      </ConfirmDialog>
    </div>
  );
}
