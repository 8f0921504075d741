import { Pencil } from "lucide-react";
import { useMemo } from "react";
import { toCurl } from "~/lib/copy-formats";
import { LinkButton } from "~/ui/link-button";
import { CopyMenu } from "~/ui/list/copy-menu";
import { botHref } from "../profile/bot-slug";

type Props = { slug: string; isConfigured: boolean; mayWrite: boolean };

/** Take it along, and change it. */
export function BotActions({ slug, isConfigured, mayWrite }: Props) {
  const copies = useMemo(
    () => [
      { label: "Slug", text: () => slug },
      { label: "Link", text: () => new URL(botHref(slug), location.href).href },
      ...(isConfigured
        ? [
            {
              label: "JSON",
              note: "without secrets",
              text: async () => (await fetch(`/bots/export?slug=${encodeURIComponent(slug)}`)).text(),
            },
          ]
        : []),
      {
        label: "As cURL",
        note: "what a runtime is told",
        text: () =>
          toCurl({ url: `${location.origin}/api/v1/bots/${slug}` }) + ' -H "Authorization: Bearer $WHEELHOUSE_KEY"',
      },
    ],
    [slug, isConfigured],
  );
  return (
    <>
      <span className="needs-script">
        <CopyMenu items={copies} />
      </span>
      {mayWrite &&
        (isConfigured ? (
          <LinkButton to={botHref(slug, "edit")} icon={Pencil} tone="primary">
            Edit
          </LinkButton>
        ) : (
          <LinkButton to={`/bots/new?slug=${encodeURIComponent(slug)}`} tone="primary">
            Set up
          </LinkButton>
        ))}
    </>
  );
}
