import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { BotName } from "~/ui/bot-mark";
import { Badge } from "~/ui/badge";
import { CopyButton } from "~/ui/copy-button";
import { DescriptionList } from "~/ui/page/description-list";
import { ExactTime, RelativeTime } from "~/ui/relative-time";
import { StatusMark } from "~/ui/status";
import { listHref } from "./list-href";
import { sessionHref, STATUS_KIND, statusWord, turnHref } from "./turn-view";
import type { WholeTurn } from "./whole-turn";

/** Who, where and when, with links to what it belongs to. What was not said is left out. */
export function TurnFacts({ turn: { view, children } }: { turn: WholeTurn }) {
  const { row } = view;
  const given = (term: string, value: ReactNode) =>
    value === null || value === undefined || value === "" || value === false ? [] : [{ term, detail: value }];
  const id = (value: string | null) => value && <Id value={value} />;
  return (
    <div className="text-small">
      <DescriptionList
        items={[
          {
            term: "Bot",
            detail: (
              <Link to={listHref("bot", row.bot_id)}>
                <BotName slug={row.bot_id} />
              </Link>
            ),
          },
          ...given(
            "User",
            row.user_id && (
              <Link to={listHref("user", row.user_id)} className="underline decoration-line underline-offset-2">
                {row.user_id}
              </Link>
            ),
          ),
          ...given("Channel", row.channel),
          ...given("Environment", row.environment),
          { term: "Model", detail: row.model },
          ...given("Provider", row.provider),
          { term: "Began", detail: <ExactTime at={row.created_at} /> },
          ...given("Ended", row.ended_at && <ExactTime at={row.ended_at} />),
          ...given("Why it ended", row.end_reason),
          ...given("Streams", row.stream === null ? null : row.stream ? "yes" : "no"),
          ...given("Animation", row.animation && <code>{row.animation}</code>),
          ...given(
            "Tags",
            row.tags.length > 0 && (
              <span className="flex flex-wrap gap-1">
                {row.tags.map((tag) => (
                  <Badge key={tag}>{tag}</Badge>
                ))}
              </span>
            ),
          ),
          { term: "Turn", detail: <Id value={row.id} /> },
          ...given("Session", row.session_id && <Id value={row.session_id} to={sessionHref(row.session_id)} />),
          ...given(
            "Set off by turn",
            row.parent_turn_id && <Id value={row.parent_turn_id} to={turnHref(row.parent_turn_id)} />,
          ),
          ...given("Trigger message", id(row.trigger_message_id)),
          ...given("Content", id(row.content_context_id)),
          ...given("Agent session", id(row.agent_session_key)),
          ...given("Agent request", id(row.agent_request_id)),
          ...given("Reservation", id(row.reservation_key)),
          { term: "Source", detail: row.source },
        ]}
      />
      {children.length > 0 && (
        <div className="mt-3 flex flex-col gap-1">
          <h3 className="text-faint">Set off by this turn</h3>
          <ul className="flex flex-col gap-0.5">
            {children.map((child) => (
              <li key={child.id}>
                <Link to={turnHref(child.id)} className="flex min-w-0 items-center gap-2 rounded-[4px] hover:bg-sunken">
                  <StatusMark kind={STATUS_KIND[child.status]} label={statusWord(child.status)} />
                  <span className="shrink-0">
                    <BotName slug={child.bot_id} />
                  </span>
                  <span className="min-w-0 flex-1 truncate text-muted [unicode-bidi:plaintext]">
                    {child.prompt_preview}
                  </span>
                  <span className="text-faint">
                    <RelativeTime at={child.created_at} />
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function Id({ value, to }: { value: string; to?: string }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      {to ? (
        <Link
          to={to}
          className="truncate font-mono underline decoration-line underline-offset-2 hover:decoration-current"
        >
          {value}
        </Link>
      ) : (
        <code className="truncate">{value}</code>
      )}
      <CopyButton text={value} label="Copy" />
    </span>
  );
}
