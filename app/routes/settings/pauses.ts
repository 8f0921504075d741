import { redirect } from "@remix-run/node";
import { anyone } from "~/platform/session.server";

/** Where pauses stood before they moved to the bots. */
export function loader() {
  anyone("it only says where the page is; that page asks who comes");
  return redirect("/bots/pauses", 301);
}
