import { anyone } from "~/platform/session.server";
import { AppError } from "~/lib/errors";

export function loader() {
  anyone("an address that nobody owns says so to everybody alike");
  throw new AppError("not_found", "There is no page at this address.");
}

export default function NotFound() {
  return null;
}
