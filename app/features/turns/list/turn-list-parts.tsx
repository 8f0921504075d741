import { afterwards } from "~/ui/page/afterwards";
import { TurnEmpty as TurnEmptyNow } from "./turn-empty";
import { TurnFacets as TurnFacetsNow } from "./turn-facets";
import { TurnListPeek as TurnListPeekNow } from "./turn-list-peek";
import { TurnSelection as TurnSelectionNow } from "./turn-selection";
import { TurnStrip as TurnStripNow } from "./turn-strip";
import { TurnToolbar as TurnToolbarNow } from "./turn-toolbar";

/** What stands around the rows of turns: the rows do not wait for its script. */
const isServer = import.meta.env.SSR;
const loadPeek = async () => (await import("./turn-list-peek")).TurnListPeek;
// The first row that is opened must not wait for a panel's script.
if (!isServer) setTimeout(() => void loadPeek().catch(() => undefined), 1_000);

export const TurnListPeek = afterwards(isServer ? TurnListPeekNow : null, loadPeek);
export const TurnFacets = afterwards(
  isServer ? TurnFacetsNow : null,
  async () => (await import("./turn-facets")).TurnFacets,
);
export const TurnStrip = afterwards(
  isServer ? TurnStripNow : null,
  async () => (await import("./turn-strip")).TurnStrip,
);
export const TurnToolbar = afterwards(
  isServer ? TurnToolbarNow : null,
  async () => (await import("./turn-toolbar")).TurnToolbar,
);
export const TurnSelection = afterwards(
  isServer ? TurnSelectionNow : null,
  async () => (await import("./turn-selection")).TurnSelection,
);
export const TurnEmpty = afterwards(
  isServer ? TurnEmptyNow : null,
  async () => (await import("./turn-empty")).TurnEmpty,
);
