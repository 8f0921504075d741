import { LinkButton } from "../link-button";

type Toggle = { isOn: boolean; href: string };

/** How two texts are compared. Both choices stand in the address; each link leads to the other state of its own. */
export function DiffToggles({ differentOnly, sideBySide }: { differentOnly: Toggle; sideBySide: Toggle }) {
  return [["Different only", differentOnly] as const, ["Side by side", sideBySide] as const].map(
    ([label, { isOn, href }]) => (
      <LinkButton
        key={label}
        size="small"
        to={href}
        className="aria-[current=true]:border-brass aria-[current=true]:bg-wash"
        aria-current={isOn}
        replace
      >
        {label}
      </LinkButton>
    ),
  );
}
