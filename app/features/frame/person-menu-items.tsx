import { Form } from "@remix-run/react";
import { Keyboard, LogOut, UserRound } from "lucide-react";
import { DENSITIES, THEMES, type Preferences } from "~/lib/preferences";
import { MenuBody, MenuChoice, MenuItem, MenuLabel, MenuLink, MenuSeparator } from "~/ui/overlay/menu";
import { usePreferences } from "~/ui/preferences";
import type { FrameData } from "./frame-data";
import { forgetRecent } from "./recent-pages";

const THEME_NAMES: Record<Preferences["theme"], string> = { system: "As the system", ink: "Ink", paper: "Paper" };
const DENSITY_NAMES: Record<Preferences["density"], string> = { compact: "Compact", normal: "Normal", roomy: "Roomy" };

type Props = { person: FrameData["person"]; onHelp: () => void; onClose: () => void };

export function PersonMenuItems({ person, onHelp, onClose }: Props) {
  return (
    <MenuBody label="You, and how pages look" onClose={onClose}>
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
      <MenuItem icon={Keyboard} keys="?" onSelect={onHelp}>
        Keys of this page
      </MenuItem>
      <Choices title="Theme" name="theme" values={THEMES} names={THEME_NAMES} />
      <Choices title="Rows" name="density" values={DENSITIES} names={DENSITY_NAMES} />
      <MenuSeparator />
      <Form method="post" action="/sign-out" role="none" onSubmit={() => forgetRecent(person.id)}>
        <MenuItem type="submit" icon={LogOut}>
          Sign out
        </MenuItem>
      </Form>
    </MenuBody>
  );
}

type ChoicesProps<K extends "theme" | "density"> = {
  title: string;
  name: K;
  values: readonly Preferences[K][];
  names: Record<Preferences[K], string>;
};

function Choices<K extends "theme" | "density">({ title, name, values, names }: ChoicesProps<K>) {
  const { preferences, change } = usePreferences();
  return (
    <div role="group" aria-label={title}>
      <MenuLabel>{title}</MenuLabel>
      {values.map((value) => (
        <MenuChoice key={value} checked={preferences[name] === value} onSelect={() => change({ [name]: value })}>
          {names[value]}
        </MenuChoice>
      ))}
    </div>
  );
}
