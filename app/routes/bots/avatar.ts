import type { LoaderFunctionArgs } from "@remix-run/node";
import { getBotProfile } from "~/features/bots/one/bot-view.server";
import { avatarImage } from "~/features/bots/profile/bot-avatar";
import { AppError } from "~/lib/errors";
import { requireUser } from "~/platform/session.server";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireUser(request, context, "bots:read");
  const image = avatarImage((await getBotProfile(params.slug ?? "")).avatar);
  if (!image) throw new AppError("not_found", "This bot has no image.");
  return new Response(Buffer.from(image.base64, "base64"), {
    headers: {
      "Content-Type": image.type,
      // The address names the revision.
      "Cache-Control": "private, max-age=31536000, immutable",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
