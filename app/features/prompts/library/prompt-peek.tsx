import { formatNumber } from "~/lib/numbers";
import { CopyMenu } from "~/ui/list/copy-menu";
import { Peek } from "~/ui/list/peek";
import { Badge } from "~/ui/badge";
import { DescriptionList } from "~/ui/page/description-list";
import { RelativeTime } from "~/ui/relative-time";
import { Status } from "~/ui/status";
import { promptHref, readPromptId } from "../prompt-href";
import { ScopeName } from "../scope-name";
import { TemplateText } from "../template-text";
import type { PromptPeekData } from "./prompt-peek-data.server";
import { usePromptPeek } from "./use-prompt-peek";

type Props = { id: string; loaded: PromptPeekData | null; neighbours: readonly string[]; closeHref: string };

/** The active words of the prompt that is open beside the library. */
export function PromptPeek({ id, loaded, neighbours, closeHref }: Props) {
  const { prompt, state } = usePromptPeek(id, loaded, neighbours);
  const at = readPromptId(id);
  return (
    <Peek
      title={at.key}
      closeHref={closeHref}
      fullHref={promptHref(at)}
      pending={state === "pending"}
      actions={
        prompt && (
          <CopyMenu
            items={[
              { label: "Key", text: () => prompt.key },
              { label: "Link", text: () => new URL(promptHref(at), location.href).href },
              { label: "Text", text: () => prompt.body },
              { label: "JSON", text: () => JSON.stringify(prompt, null, 2) },
            ]}
          />
        )
      }
    >
      {prompt ? (
        <Prompt prompt={prompt} />
      ) : state === "missing" ? (
        <p className="text-muted">There is no such prompt any more.</p>
      ) : state === "failed" ? (
        <p className="text-muted">It could not be loaded. Open its page, or try again.</p>
      ) : null}
    </Peek>
  );
}

function Prompt({ prompt }: { prompt: PromptPeekData }) {
  const { version, pinned, request } = prompt;
  const items = [
    { term: "For", detail: <ScopeName scope={prompt.scope} /> },
    ...(prompt.category ? [{ term: "Category", detail: prompt.category }] : []),
    ...(prompt.folder ? [{ term: "Folder", detail: prompt.folder }] : []),
    ...(version
      ? [
          {
            term: "Active",
            detail: version.active < version.newest ? `v${version.active} of ${version.newest}` : `v${version.active}`,
          },
          { term: "Tokens", detail: version.tokens === null ? null : formatNumber(version.tokens) },
          { term: "Written", detail: <Written by={version.by} at={version.at} /> },
          ...(version.note ? [{ term: "Note", detail: version.note }] : []),
        ]
      : []),
  ];
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <p className="min-w-0 basis-full font-semibold">{prompt.title || prompt.key}</p>
        {pinned !== null && <Badge tone="brass">pinned to v{pinned}</Badge>}
        {prompt.is_protected && <Badge>protected</Badge>}
        {prompt.scope === "default" && <Badge>as shipped</Badge>}
        {request && (
          <Status kind="warning">
            {request.by} asks for v{request.to}
          </Status>
        )}
      </div>
      <DescriptionList items={items} />
      <div className="rounded-control border border-line-soft bg-sunken px-2.5 py-2">
        <TemplateText body={prompt.body} syntax={prompt.syntax} label="Active text" />
      </div>
    </div>
  );
}

function Written({ by, at }: { by: string; at: string }) {
  return (
    <>
      {by}, <RelativeTime at={at} />
    </>
  );
}
