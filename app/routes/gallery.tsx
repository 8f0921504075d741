import { env } from "~/config/env.server";
import { AppError } from "~/lib/errors";
import { anyone } from "~/platform/session.server";
import { Gallery } from "~/ui/gallery";
import type { PageHandle } from "~/ui/page-handle";

export const handle: PageHandle = { title: "Gallery" };

export function loader() {
  anyone("the gallery shows parts with invented data");
  if (!env().GALLERY) throw new AppError("not_found", "There is no page at this address.");
  return null;
}

/** `?story=button/tones` shows one story, with `theme=ink|paper` in one theme, with `width=390` as narrow as that. */
export default function GalleryPage() {
  return <Gallery />;
}
