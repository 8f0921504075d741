import type { CopyItem } from "~/ui/list/copy-menu";
import { turnHref } from "./turn-view";

/** The ways to take a turn along. What is long is fetched when it is wanted. */
export function turnCopyItems(id: string): CopyItem[] {
  const load = async () => {
    const answer = await fetch(`${turnHref(id)}/json`, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error("not loaded");
    return answer.text();
  };
  return [
    { label: "Link", text: () => new URL(turnHref(id), location.href).href, note: "y" },
    { label: "Id", text: () => id },
    { label: "JSON", text: load },
    {
      label: "As cURL",
      note: "starts it again",
      text: async () => {
        const [{ turnCurl }, text] = await Promise.all([import("./turn-copies"), load()]);
        return turnCurl(text, location.origin);
      },
    },
    {
      label: "As Markdown",
      text: async () => {
        const [{ turnMarkdown }, text] = await Promise.all([import("./turn-copies"), load()]);
        return turnMarkdown(text, new URL(turnHref(id), location.href).href);
      },
    },
  ];
}
