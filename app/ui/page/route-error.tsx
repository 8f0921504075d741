import { isRouteErrorResponse, useRouteError, useRouteLoaderData } from "@remix-run/react";
import type { ErrorBody } from "~/lib/errors";
import { Button } from "../button";
import { ErrorState } from "./error-state";
import { LinkButton } from "../link-button";

const TITLES: Partial<Record<ErrorBody["code"], string>> = {
  not_found: "There is nothing here",
  forbidden: "This is not open to you",
  rate_limited: "That was too often",
  unavailable: "This part is away",
  conflict: "Something changed meanwhile",
};
const NEXT: Partial<Record<ErrorBody["code"], string>> = {
  not_found: "The address may be mistyped, or the thing was deleted.",
  forbidden: "Somebody with the role admin can give you a role that may.",
  rate_limited: "Wait a moment, then try again.",
  unavailable: "It may be starting. Try again in a moment.",
};

/** What a route's error boundary shows: an error that we know in its own words, a bug with its request id. */
export function RouteError() {
  const error = useRouteError();
  const known = isRouteErrorResponse(error) && isErrorBody(error.data) ? error.data : null;
  const look = useRouteLoaderData<{ requestId?: string }>("root");
  const again = <Button onClick={() => window.location.reload()}>Try again</Button>;
  const home = <LinkButton to="/">Go to the overview</LinkButton>;
  if (known) {
    return (
      <ErrorState
        title={TITLES[known.code] ?? "This did not work"}
        next={NEXT[known.code]}
        requestId={known.requestId}
        action={known.code === "rate_limited" || known.code === "unavailable" ? again : home}
      >
        {known.message}
      </ErrorState>
    );
  }
  return (
    <ErrorState
      title="This page failed"
      next="It is written to the log under this request. Try again; if it stays, tell whoever runs the house."
      requestId={look?.requestId}
      action={again}
    >
      {import.meta.env.DEV && error instanceof Error ? error.message : "Something went wrong here, not at your side."}
    </ErrorState>
  );
}

function isErrorBody(value: unknown): value is ErrorBody {
  return typeof value === "object" && value !== null && "code" in value && "message" in value && "requestId" in value;
}
