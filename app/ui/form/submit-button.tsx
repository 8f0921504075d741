import { useFetchers, useNavigation } from "@remix-run/react";
import type { ComponentProps } from "react";
import { Button } from "../button";

type Props = Omit<ComponentProps<typeof Button>, "type" | "name" | "value" | "pending"> & {
  /** Sent as `intent`, and how the button knows that it is its own work that is pending. */
  intent: string;
  /** Tells apart buttons of the same intent, one a row: the value of the form's field named `match`. */
  match?: { name: string; value: string };
};

/** Sends its form with an intent and shows that it is under way. */
export function SubmitButton({ intent, match, tone = "primary", ...rest }: Props) {
  const navigation = useNavigation();
  const fetchers = useFetchers();
  const pending = [navigation, ...fetchers].some(
    ({ state, formData }) =>
      state !== "idle" && formData?.get("intent") === intent && (!match || formData.get(match.name) === match.value),
  );
  return <Button {...rest} tone={tone} type="submit" name="intent" value={intent} pending={pending} />;
}
