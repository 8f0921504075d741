import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { env } from "~/config/env.server";
import { AppError } from "~/lib/errors";
import { answerForm } from "~/platform/action.server";
import { readCookie } from "~/platform/session-cookie.server";
import { anyone } from "~/platform/session.server";
import { Gallery } from "~/ui/gallery";
import type { PageHandle } from "~/ui/page/page-handle";

const COOKIE = "wh_gallery";

export const handle: PageHandle = { title: "Gallery" };

export { shouldLoadList as shouldRevalidate } from "~/ui/data-table/should-load-list";

export function loader({ request }: LoaderFunctionArgs) {
  anyone("the gallery shows parts with invented data");
  requireGallery();
  return { isOn: readCookie(request, COOKIE) === "on" };
}

/** A write for the stories to do: it keeps one switch in a cookie, and refuses what asks to be refused. */
export async function action({ request }: ActionFunctionArgs) {
  anyone("the gallery writes nothing but its own cookie");
  requireGallery();
  return answerForm(async () => {
    const form = await request.formData();
    if (form.get("intent") !== "switch") throw new AppError("invalid", "The gallery refuses this.");
    const value = form.get("isOn") === "true" ? "on" : "off";
    return data({ ok: true }, { headers: { "Set-Cookie": `${COOKIE}=${value}; Path=/; SameSite=Lax` } });
  });
}

function requireGallery(): void {
  if (!env().GALLERY) throw new AppError("not_found", "There is no page at this address.");
}

/** `?story=button/tones` shows one story, with `theme=ink|paper` in one theme, with `width=390` as narrow as that. */
export default function GalleryPage() {
  return <Gallery />;
}
