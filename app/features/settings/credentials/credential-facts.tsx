import type { SerializeFrom } from "@remix-run/node";
import { Link } from "@remix-run/react";
import { useState } from "react";
import { Button } from "~/ui/button";
import { ConfirmDialog } from "~/ui/overlay/confirm-dialog";
import { DescriptionList } from "~/ui/page/description-list";
import { Section } from "~/ui/page/page";
import { RelativeTime } from "~/ui/relative-time";
import type { Credential } from "./credential-list.server";

type Props = { credential: SerializeFrom<Credential> };

/** All that is told of a credential, and what uses it. */
export function CredentialFacts({
  credential: { lastFour, createdAt, createdBy, replacedAt, replacedBy, uses },
}: Props) {
  return (
    <>
      <DescriptionList
        items={[
          {
            term: "Value",
            detail: lastFour ? (
              <>
                ends in <code className="text-[12px]">{lastFour}</code>
              </>
            ) : (
              "set; too short to show its end"
            ),
          },
          {
            term: "Entered",
            detail: (
              <>
                {createdBy}, <RelativeTime at={createdAt} />
              </>
            ),
          },
          {
            term: "Replaced",
            detail: (
              <>
                {replacedBy && `${replacedBy}, `}
                <RelativeTime at={replacedAt} />
              </>
            ),
          },
        ]}
      />
      <Section title="Used by">
        {uses.length === 0 ? (
          <p className="text-muted">Nothing uses it. A setting that holds a secret can take it from here.</p>
        ) : (
          <ul className="divide-y divide-line-soft rounded-card border border-line-soft bg-raised">
            {uses.map(({ label, where, href }) => (
              <li key={href} className="flex flex-wrap gap-x-3 px-3 py-2">
                <Link to={href} className="hover:underline">
                  {label}
                </Link>
                <span className="text-muted">{where}</span>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}

/** What is in use cannot go; what can go is gone for good. */
export function DeleteCredential({ credential: { name, uses } }: Props) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <Section title="Delete">
      {uses.length > 0 ? (
        <p className="text-muted">It is in use. Once nothing points at it any more, it can be deleted here.</p>
      ) : (
        <div>
          <Button tone="danger" onClick={() => setIsAsking(true)}>
            Delete the credential
          </Button>
        </div>
      )}
      <ConfirmDialog
        open={isAsking}
        onClose={() => setIsAsking(false)}
        title={`Delete ${name}`}
        confirm="Delete"
        fields={{ intent: "delete" }}
        nameToType={name}
      >
        Its value is gone for good.
      </ConfirmDialog>
    </Section>
  );
}
