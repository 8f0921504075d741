import type { LoaderFunctionArgs } from "@remix-run/node";
import { botPalette } from "~/features/bots/palette/bot-palette.server";
import { promptPalette } from "~/features/prompts/library/prompt-palette.server";
import { turnPalette } from "~/features/turns/list/turn-palette.server";
import { searchPalette, type PaletteProvider } from "~/platform/palette.server";
import { requireUser } from "~/platform/session.server";

/** What the palette can find on the server: each area adds its provider here. */
const providers: PaletteProvider[] = [botPalette, promptPalette, turnPalette];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "overview:read");
  const query = new URL(request.url).searchParams.get("q") ?? "";
  return { query, hits: await searchPalette(providers, query, user) };
}
