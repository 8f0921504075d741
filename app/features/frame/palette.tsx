import { useFetcher, useNavigate } from "@remix-run/react";
import { Clock, Keyboard, Link2, LogOut, Moon, Sun, UserRound } from "lucide-react";
import { useEffect, useState } from "react";
import type { PaletteHit } from "~/platform/palette";
import { CommandPalette, type PaletteGroup } from "~/ui/overlay/command-palette";
import { copyText } from "~/ui/copy-text";
import { usePaletteActions, type PaletteEntry } from "~/ui/overlay/palette-actions";
import { useUndoable } from "~/ui/overlay/use-undoable";
import { usePreferences } from "~/ui/preferences";
import { useShortcuts } from "~/ui/shortcuts";
import { toast } from "~/ui/overlay/toast-store";
import type { FrameData } from "./frame-data";
import { MENU } from "./menu";
import { readRecent } from "./recent-pages";

type Props = { open: boolean; onClose: () => void; onHelp: () => void; data: FrameData };

/** A pause in typing that is worth a question to the server. */
const PAUSE_MS = 90;

/** Pages, actions and recent pages at once; what the server finds as it comes. */
export function Palette({ open, onClose, onHelp, data }: Props) {
  const [query, setQuery] = useState("");
  const navigate = useNavigate();
  const { write } = useUndoable();
  const { load, state, data: answer } = useFetcher<{ query: string; hits: PaletteHit[] }>();
  const term = query.trim();

  useEffect(() => {
    if (!open) return setQuery("");
    if (term.length < 2) return;
    const timer = setTimeout(() => load(`/palette?q=${encodeURIComponent(term)}`), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [open, term, load]);

  const hits = term.length > 1 && answer?.query === term ? answer.hits : [];
  const pages = MENU.filter((entry) => data.areas.includes(entry.to)).map((entry) => ({
    id: `page:${entry.to}`,
    label: entry.label,
    keys: `g ${entry.key}`,
    icon: entry.icon,
    run: () => navigate(entry.to),
  }));
  // Somebody who types "pause nova" means that, and not a page of a similar name.
  const isAction = ({ group }: PaletteHit) => group === "Actions";
  const groups: PaletteGroup[] = [
    ...foundGroups(hits.filter(isAction), navigate, write),
    { title: "Recent", entries: open && term === "" ? recentEntries(data.person.id, navigate) : [] },
    { title: "Pages", entries: pages },
    { title: "This page", entries: usePageEntries() },
    { title: "Everywhere", entries: useHouseEntries({ onHelp, navigate }) },
    ...foundGroups(
      hits.filter((hit) => !isAction(hit)),
      navigate,
      write,
    ),
  ];
  return (
    <CommandPalette
      open={open}
      onClose={onClose}
      query={query}
      onQuery={setQuery}
      groups={groups.filter(({ entries }) => entries.length > 0)}
      searching={state !== "idle"}
    />
  );
}

type Go = (to: string) => void;

type Do = ReturnType<typeof useUndoable>["write"];

function foundGroups(hits: readonly PaletteHit[], go: Go, write: Do): PaletteGroup[] {
  return [...new Set(hits.map(({ group }) => group))].map((title) => ({
    title,
    found: true,
    entries: hits
      .filter(({ group }) => group === title)
      .map(({ to, label, note, bot, post }) => ({
        ...{ id: `hit:${to} ${label}`, label, note, bot },
        run: () => (post ? write(post) : go(to)),
      })),
  }));
}

function recentEntries(personId: string, go: Go): PaletteEntry[] {
  const here = window.location.pathname + window.location.search;
  return readRecent(personId)
    .filter(({ to }) => to !== here)
    .slice(0, 5)
    .map(({ to, title }) => ({ id: `recent:${to}`, label: title, note: to, icon: Clock, run: () => go(to) }));
}

/** What the page offers: its actions, and its keys as actions. */
function usePageEntries(): PaletteEntry[] {
  const actions = usePaletteActions();
  const keys = useShortcuts()
    .filter(({ group, keys: stroke }) => group === "This page" && stroke.length > 1)
    .map(({ keys: stroke, label, run }) => ({ id: `key:${stroke}`, label, keys: stroke, run }));
  return [...actions, ...keys];
}

function useHouseEntries({ onHelp, navigate }: { onHelp: () => void; navigate: Go }): PaletteEntry[] {
  const { change } = usePreferences();
  const copyLink = async () => {
    const done = await copyText(window.location.href);
    toast(done ? "The link is copied." : "The browser refused to copy.", { tone: done ? "ok" : "error" });
  };
  return [
    { id: "copy-link", label: "Copy a link to this page", icon: Link2, run: () => void copyLink() },
    { id: "ink", label: "Ink theme", keywords: "dark night", icon: Moon, run: () => change({ theme: "ink" }) },
    { id: "paper", label: "Paper theme", keywords: "light day", icon: Sun, run: () => change({ theme: "paper" }) },
    { id: "help", label: "Keys of this page", keywords: "shortcuts help", keys: "?", icon: Keyboard, run: onHelp },
    { id: "account", label: "Account", keywords: "password", icon: UserRound, run: () => navigate("/account") },
    {
      id: "sign-out",
      label: "Sign out",
      keywords: "log out leave",
      icon: LogOut,
      run: () => document.querySelector<HTMLFormElement>('form[action="/sign-out"]')?.requestSubmit(),
    },
  ];
}
