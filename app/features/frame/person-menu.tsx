import { Form } from "@remix-run/react";
import { Keyboard, LogOut, UserRound } from "lucide-react";
import { DENSITIES, THEMES, type Preferences } from "~/lib/preferences";
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLink, MenuSeparator } from "~/ui/menu";
import { usePreferences } from "~/ui/preferences";
import type { FrameData } from "./frame-data";
import { forgetRecent } from "./recent-pages";

const THEME_NAMES: Record<Preferences["theme"], string> = { system: "As the system", ink: "Ink", paper: "Paper" };
const DENSITY_NAMES: Record<Preferences["density"], string> = { compact: "Compact", normal: "Normal", roomy: "Roomy" };

/** Who is signed in, how pages look, and the way out. */
export function PersonMenu({ person, onHelp }: { person: FrameData["person"]; onHelp: () => void }) {
  return (
    <Menu
      label="You and how pages look"
      eager
      trigger={
        <button
          type="button"
          aria-label={`${person.name}, ${person.role}`}
          className="grid size-[22px] shrink-0 place-items-center rounded-full bg-pressed text-[10px] font-semibold text-muted hover:text-text"
        >
          {initialsOf(person.name)}
        </button>
      }
    >
      <div role="presentation" className="max-w-60 px-2 pt-1.5 pb-1">
        <div className="truncate font-semibold">{person.name}</div>
        <div className="truncate text-small text-faint">
          {[person.email === person.name ? null : person.email, person.role].filter(Boolean).join(" · ")}
        </div>
      </div>
      <MenuSeparator />
      <MenuLink to="/account" icon={UserRound}>
        Account
      </MenuLink>
      <span className="needs-script contents">
        <MenuItem icon={Keyboard} keys="?" onSelect={onHelp}>
          Keys of this page
        </MenuItem>
      </span>
      <Choices title="Theme" name="theme" values={THEMES} names={THEME_NAMES} />
      <Choices title="Rows" name="density" values={DENSITIES} names={DENSITY_NAMES} />
      <MenuSeparator />
      <Form method="post" action="/sign-out" role="none" onSubmit={() => forgetRecent(person.id)}>
        <MenuItem type="submit" icon={LogOut}>
          Sign out
        </MenuItem>
      </Form>
    </Menu>
  );
}

type ChoicesProps<K extends "theme" | "density"> = {
  title: string;
  name: K;
  values: readonly Preferences[K][];
  names: Record<Preferences[K], string>;
};

/** Set in the browser at once; a plain form does it where there is no script. */
function Choices<K extends "theme" | "density">({ title, name, values, names }: ChoicesProps<K>) {
  const { preferences, change } = usePreferences();
  return (
    <Form method="post" action="/preferences" reloadDocument role="none">
      <div role="group" aria-label={title}>
        <MenuLabel>{title}</MenuLabel>
        {values.map((value) => (
          <MenuChoice
            key={value}
            name={name}
            value={value}
            checked={preferences[name] === value}
            onSelect={() => change({ [name]: value })}
          >
            {names[value]}
          </MenuChoice>
        ))}
      </div>
    </Form>
  );
}

/** Two letters for a round mark: of the first and the last word, or the first two. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s.@_-]+/)
    .filter(Boolean);
  const letters =
    words.length > 1
      ? [words[0], words.at(-1)].map((word) => Array.from(word ?? "")[0])
      : Array.from(words[0] ?? "?").slice(0, 2);
  return letters.join("").toUpperCase();
}
