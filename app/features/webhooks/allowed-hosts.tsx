import { Form } from "~/ui/form/form";
import { Section } from "~/ui/page/page";
import { RelativeTime } from "~/ui/relative-time";
import { SubmitButton } from "~/ui/form/submit-button";
import { TextInput } from "~/ui/form/text-input";

type Host = { host: string; shown: string; note: string; addedByName: string | null; createdAt: Date };
type Props = { hosts: readonly Host[]; mayWrite: boolean; result: unknown };

/** The exceptions from the rule that calls to private addresses are refused. */
export function AllowedHosts({ hosts, mayWrite, result }: Props) {
  return (
    <div className="flex max-w-180 flex-col gap-6">
      <p className="text-muted">
        Calls to addresses that people typed never go to this machine, private networks or cloud metadata. A host in
        this list is an exception, for all such calls.
      </p>
      {mayWrite && (
        <Form
          result={result}
          key={hosts.length}
          className="grid grid-cols-[1fr_1fr_auto] items-start gap-3 max-sm:grid-cols-1"
        >
          <TextInput
            name="host"
            label="Host"
            placeholder="pager.lan or 192.168.1.20:8080"
            spellCheck={false}
            required
          />
          <TextInput name="note" label="Why" optional maxLength={200} />
          <div className="pt-6 max-sm:pt-0">
            <SubmitButton intent="allow">Allow</SubmitButton>
          </div>
        </Form>
      )}
      <Section title="Allowed">
        {hosts.length === 0 ? (
          <p className="text-muted">None. Only the public internet can be called.</p>
        ) : (
          <ul className="divide-y divide-line-soft rounded-card border border-line-soft bg-raised">
            {hosts.map((host) => (
              <li key={host.host} className="flex flex-wrap items-center gap-x-3 px-3 py-2">
                <code className="text-[12px]">{host.shown}</code>
                <span className="min-w-0 flex-1 truncate text-muted">{host.note}</span>
                <span className="text-small text-faint">
                  {host.addedByName ?? "somebody"}, <RelativeTime at={host.createdAt} />
                </span>
                {mayWrite && (
                  <Form className="contents">
                    <input type="hidden" name="host" value={host.host} />
                    <SubmitButton
                      intent="forbid"
                      match={{ name: "host", value: host.host }}
                      tone="secondary"
                      size="small"
                      aria-label={`Remove ${host.shown}`}
                    >
                      Remove
                    </SubmitButton>
                  </Form>
                )}
              </li>
            ))}
          </ul>
        )}
      </Section>
    </div>
  );
}
