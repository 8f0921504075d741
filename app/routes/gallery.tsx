import type { LoaderFunctionArgs } from "@remix-run/node";
import { lazy, Suspense } from "react";
import { env } from "~/config/env.server";
import { AppError } from "~/lib/errors";
import { anyone } from "~/platform/session.server";
import type { PageHandle } from "~/ui/page-handle";
import { useInBrowser } from "~/ui/use-in-browser";

// Every part of the interface in every state is much, and only the gallery needs it.
const Gallery = lazy(() => import("~/ui/gallery").then((module) => ({ default: module.Gallery })));

export const handle: PageHandle = { title: "Gallery" };

export function loader(_args: LoaderFunctionArgs) {
  anyone("the gallery shows parts with invented data");
  if (!env().GALLERY) throw new AppError("not_found", "There is no page at this address.");
  return null;
}

/** `?story=button/tones` shows one story, with `theme=ink|paper` in one theme, with `width=390` as narrow as that. */
export default function GalleryPage() {
  if (!useInBrowser()) return null;
  return (
    <Suspense>
      <Gallery />
    </Suspense>
  );
}
