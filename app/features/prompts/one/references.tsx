import { Link } from "@remix-run/react";
import { Section } from "~/ui/page/page";
import { promptHref } from "../prompt-href";
import { ScopeName } from "../scope-name";
import type { PromptRead } from "./prompt-read.server";

type Props = {
  at: { scope: string };
  read: Pick<PromptRead, "references" | "referrers" | "contentPaths">;
};

const line = "flex flex-wrap items-center gap-x-2 gap-y-1";

/** What this text takes in, and which prompts take it in. */
export function References({ at, read }: Props) {
  const { references, referrers, contentPaths } = read;
  if (references.length + referrers.length + contentPaths.length === 0) return null;
  return (
    <Section title="Hangs together with">
      <div className="grid gap-4 md:grid-cols-2">
        {references.length + contentPaths.length > 0 && (
          <div className="flex flex-col gap-1">
            <h3 className="text-small text-faint">Takes in</h3>
            <ul className="flex flex-col gap-1">
              {references.map(({ key, exists }) => (
                <li key={key} className={line}>
                  <Link
                    to={promptHref({ key, scope: "global" })}
                    className="font-mono text-small underline underline-offset-2"
                  >
                    {key}
                  </Link>
                  {!exists && <span className="text-small text-err">is not there: rendering fails</span>}
                </li>
              ))}
              {contentPaths.map((path) => (
                <li key={path} className="font-mono text-small text-ok">
                  {path}
                </li>
              ))}
            </ul>
          </div>
        )}
        {referrers.length > 0 && (
          <div className="flex flex-col gap-1">
            <h3 className="text-small text-faint">Taken in by</h3>
            <ul className="flex flex-col gap-1">
              {referrers.map((each) => (
                <li key={`${each.key} ${each.scope}`} className={line}>
                  <Link to={promptHref(each)} className="font-mono text-small underline underline-offset-2">
                    {each.key}
                  </Link>
                  {each.scope !== at.scope && (
                    <span className="text-small text-faint">
                      <ScopeName scope={each.scope} />
                    </span>
                  )}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Section>
  );
}
