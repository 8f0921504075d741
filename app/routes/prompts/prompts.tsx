import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { getLibraryPage } from "~/features/prompts/library/library-page.server";
import { getPromptPeek } from "~/features/prompts/library/prompt-peek-data.server";
import { PromptLibrary } from "~/features/prompts/library/prompt-library";
import { readPromptId } from "~/features/prompts/prompt-href";
import { seedDefaults } from "~/features/prompts/rules/seed-defaults.server";
import { peekParam } from "~/lib/list-params";
import { answerForm, parseAction } from "~/platform/action.server";
import { flashHeaders } from "~/platform/flash.server";
import { requireUser } from "~/platform/session.server";
import type { PageHandle } from "~/ui/page/page-handle";

export { shouldLoadList as shouldRevalidate } from "~/ui/data-table/should-load-list";

export const handle: PageHandle = { title: "Prompts" };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "prompts:read");
  const params = new URL(request.url).searchParams;
  const open = params.get(peekParam);
  const [page, peek] = await Promise.all([
    getLibraryPage(user, params),
    open === null ? null : getPromptPeek(readPromptId(open)),
  ]);
  return { ...page, peek };
}

const LibraryChange = z.object({ intent: z.literal("seed") });

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "prompts:write");
  return answerForm(async () => {
    await parseAction(request, LibraryChange);
    const { created } = await seedDefaults(user);
    const message =
      created.length === 0 ? "Nothing was missing." : `${created.length} of the defaults are in the library now.`;
    return redirect("/prompts", { headers: flashHeaders({ message, tone: "ok" }) });
  });
}

export default function PromptsPage() {
  return <PromptLibrary loaded={useLoaderData<typeof loader>()} />;
}
