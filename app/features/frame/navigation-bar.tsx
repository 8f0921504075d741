import { useNavigation, useRevalidator } from "@remix-run/react";
import { useShowPending } from "~/ui/page/pending";

/** A thin line while the next page is on its way, and its title for who listens. */
export function NavigationBar({ title }: { title: string | null }) {
  const navigation = useNavigation();
  const revalidator = useRevalidator();
  const pending = useShowPending(navigation.state !== "idle" || revalidator.state !== "idle");
  return (
    <>
      {pending && <div className="navigation-bar" aria-hidden="true" />}
      <p role="status" className="sr-only">
        {pending ? "Loading" : title}
      </p>
    </>
  );
}
