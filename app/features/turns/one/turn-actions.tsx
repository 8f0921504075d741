import { useMemo } from "react";
import { useNavigate } from "@remix-run/react";
import { Bookmark, BookmarkCheck, ChevronDown, ChevronUp, GitCompareArrows, OctagonX, Trash2 } from "lucide-react";
import { Button } from "~/ui/button";
import { buttonClass } from "~/ui/button-class";
import { copyText } from "~/ui/copy-text";
import { Form } from "~/ui/form/form";
import { CopyMenu } from "~/ui/list/copy-menu";
import { LinkButton } from "~/ui/link-button";
import { Menu, MenuLink } from "~/ui/overlay/menu";
import { toast } from "~/ui/overlay/toast-store";
import { useUndoable } from "~/ui/overlay/use-undoable";
import { useShortcut } from "~/ui/shortcuts";
import { turnCopyItems } from "./turn-copy-items";
import type { Viewer } from "./turn-notes";
import { turnHref, type TurnView } from "./turn-view";

type Props = { view: TurnView; isBookmarked: boolean; viewer: Viewer };

/** What can be done with a turn: keep it, take it along, compare it, stop it, delete it, go to its neighbours. */
export function TurnActions({ view, isBookmarked, viewer }: Props) {
  const { row } = view;
  const here = turnHref(row.id);
  const navigate = useNavigate();
  const copies = useMemo(() => turnCopyItems(row.id), [row.id]);
  useShortcut("j", "The turn before this one", () => navigate(`${here}/step?to=previous`));
  useShortcut("k", "The turn after this one", () => navigate(`${here}/step?to=next`));
  useShortcut("y", "Copy the link", () => {
    void copyText(new URL(here, location.href).href).then((done) =>
      toast(done ? "The link is copied." : "The browser refused to copy."),
    );
  });
  useShortcut("c", "Compare with the previous turn", () =>
    navigate(compareHref(row.id, row.session_id ? "session" : "bot")),
  );
  return (
    <>
      {viewer.may_write && <BookmarkButton id={row.id} isBookmarked={isBookmarked} />}
      <CopyMenu items={copies} />
      <span className="needs-script">
        <Menu label="Compare" trigger={<Button icon={GitCompareArrows}>Compare</Button>}>
          {row.session_id && (
            <MenuLink to={compareHref(row.id, "session")} keys="c">
              With the previous turn of this session
            </MenuLink>
          )}
          <MenuLink to={compareHref(row.id, "bot")}>With the previous turn of {row.bot_id}</MenuLink>
          <MenuLink to={`/turns/diff?b=${encodeURIComponent(row.id)}`}>With another turn</MenuLink>
        </Menu>
      </span>
      {row.status === "streaming" && viewer.may_write && <StopButton view={view} />}
      {viewer.may_delete && (
        <LinkButton to={`/turns/delete?id=${encodeURIComponent(row.id)}`} icon={Trash2} tone="danger">
          Delete
        </LinkButton>
      )}
      <span className="flex">
        <LinkButton
          to={`${here}/step?to=next`}
          aria-label="The turn after this one, k"
          title="The turn after this one"
          tone="ghost"
        >
          <ChevronUp size={15} strokeWidth={1.7} aria-hidden="true" />
        </LinkButton>
        <LinkButton
          to={`${here}/step?to=previous`}
          aria-label="The turn before this one, j"
          title="The turn before this one"
          tone="ghost"
        >
          <ChevronDown size={15} strokeWidth={1.7} aria-hidden="true" />
        </LinkButton>
      </span>
    </>
  );
}

function compareHref(id: string, among: "session" | "bot"): string {
  return `/turns/diff?b=${encodeURIComponent(id)}&previous=${among}`;
}

function BookmarkButton({ id, isBookmarked }: { id: string; isBookmarked: boolean }) {
  const { write, pending } = useUndoable();
  const shown = pending ? pending.intent === "bookmark" : isBookmarked;
  const toggle = () => {
    const [intent, undo] = shown ? (["unbookmark", "bookmark"] as const) : (["bookmark", "unbookmark"] as const);
    const done = shown ? "No longer bookmarked." : "Bookmarked.";
    write({ action: turnHref(id), fields: { intent }, undo: { intent: undo }, done });
  };
  useShortcut("b", shown ? "Remove the bookmark" : "Bookmark", toggle);
  const IconMark = shown ? BookmarkCheck : Bookmark;
  return (
    <Form
      action={turnHref(id)}
      className="contents"
      onSubmit={(event) => {
        event.preventDefault();
        toggle();
      }}
    >
      <button
        name="intent"
        value={shown ? "unbookmark" : "bookmark"}
        aria-pressed={shown}
        className={`${buttonClass()} ${shown ? "!text-brass" : ""}`}
      >
        <IconMark size={14} strokeWidth={1.8} aria-hidden="true" />
        Bookmark
      </button>
    </Form>
  );
}

function StopButton({ view }: { view: TurnView }) {
  const { write, pending } = useUndoable();
  if (view.stop || pending?.intent === "stop") return null;
  const id = view.row.id;
  const ask = () =>
    write({ action: turnHref(id), fields: { intent: "stop" }, undo: { intent: "unstop" }, done: "Asked to stop." });
  return (
    <Form
      action={turnHref(id)}
      className="contents"
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <button name="intent" value="stop" className={buttonClass("danger")}>
        <OctagonX size={14} strokeWidth={1.8} aria-hidden="true" />
        Ask to stop
      </button>
    </Form>
  );
}
