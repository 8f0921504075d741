import { useLocation, useNavigate } from "@remix-run/react";
import { PencilLine } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "~/ui/badge";
import { LinkButton } from "~/ui/link-button";
import { CopyMenu } from "~/ui/list/list-controls";
import { usePaletteAction } from "~/ui/overlay/palette-actions";
import { Tabs } from "~/ui/page/tabs";
import { useShortcut } from "~/ui/shortcuts";
import { ActiveVersion } from "../library/library-table";
import { promptHref } from "../prompt-href";
import type { PromptFrameData } from "./prompt-frame.server";
import { ScopeSwitch } from "./scope-switch";

/** What a prompt is and where else its key is written, around each of its pages. */
export function PromptFrame({ frame, children }: { frame: PromptFrameData; children: ReactNode }) {
  const { head, shipped } = frame;
  const at = { key: frame.key, scope: frame.scope };
  const navigate = useNavigate();
  const isEditing = useLocation().pathname.endsWith("/edit");
  const mayEdit = frame.mayWrite && frame.scope !== "default" && !isEditing;
  useShortcut(mayEdit ? "e" : null, "Edit", () => navigate(promptHref(at, "edit")));
  usePaletteAction(
    frame.mayPin && head
      ? {
          id: "prompt-pin",
          label: "Pin version…",
          note: frame.key,
          keywords: "pin move roll back",
          run: () => navigate(`${promptHref(at)}#versions`),
        }
      : null,
  );
  const link = () => new URL(promptHref(at), location.href).href;
  usePaletteAction({
    id: "prompt-link",
    label: "Copy link",
    note: frame.key,
    run: () => void navigator.clipboard?.writeText(link()),
  });
  const tabs = [
    { to: promptHref(at), label: "Text", end: true },
    ...(head ? [{ to: promptHref(at, "diff"), label: "Compare" }] : []),
    ...(head ? [{ to: promptHref(at, "effect"), label: "Did it help?" }] : []),
  ];
  return (
    <div className="flex min-h-full flex-col">
      <header className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 pt-4 pb-3">
        <div className="min-w-0 flex-1 basis-72">
          <h2 className="text-title font-semibold tracking-[-0.01em] wrap-anywhere">
            {head?.title || shipped?.title || frame.key}
          </h2>
          <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
            <code className="text-small wrap-anywhere">{frame.key}</code>
            {head && <ActiveVersion prompt={head} />}
            {head?.pinned_version != null && <Badge tone="brass">pinned</Badge>}
            {head?.is_protected && <Badge>protected</Badge>}
            {(head?.category || head?.folder) && (
              <span className="text-small text-faint">{[head.category, head.folder].filter(Boolean).join(" / ")}</span>
            )}
          </div>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <ScopeSwitch frame={frame} />
          <CopyMenu
            items={[
              { label: "Key", text: () => frame.key },
              { label: "Link", text: link },
              { label: "Fetch as cURL", text: () => curlOf(at) },
            ]}
          />
          {mayEdit && (
            <LinkButton to={promptHref(at, "edit")} icon={PencilLine} tone="primary">
              {head ? "Edit" : "Write an override"}
            </LinkButton>
          )}
        </div>
      </header>
      <Tabs label={frame.key} tabs={tabs} />
      <div className="min-h-0 flex-1">{children}</div>
    </div>
  );
}

function curlOf({ key, scope }: { key: string; scope: string }): string {
  const search = scope === "global" || scope === "default" ? "" : `?scope=${encodeURIComponent(scope)}`;
  return `curl "${location.origin}/api/v1/prompts/${encodeURIComponent(key)}${search}" -H "Authorization: Bearer $WHEELHOUSE_KEY"`;
}
