import { useLocation, useMatches, useNavigate, useRevalidator } from "@remix-run/react";
import { lazy, Suspense, useEffect, useState, type ReactNode } from "react";
import { pageOf } from "~/ui/page/page-handle";
import { usePreferences } from "~/ui/preferences";
import { afterwards } from "~/ui/page/afterwards";
import { useShortcut } from "~/ui/shortcuts";
import { loadToastList, ToastViewport } from "~/ui/overlay/toast-viewport";
import { AreaMenu } from "./area-menu";
import { Bell, loadAlertList } from "./bell";
import type { FrameData } from "./frame-data";
import { FrameKeys } from "./frame-keys";
import { NavigationBar } from "./navigation-bar";
import { PauseStrip as PauseStripNow } from "./pause-strip";
import { loadPersonMenu, PersonMenu } from "./person-menu";
import { rememberRecent } from "./recent-pages";
import { ScrollArea } from "./scroll-area";
import { TopBar } from "./top-bar";
import { useLiveFaces } from "./use-live-faces";
import { useLiveFacts } from "./use-live-facts";

// The palette and the help are 40 KB that no page needs before somebody asks.
const loadPalette = () => import("./palette");
const loadHelp = () => import("./help-dialog");
const Palette = lazy(() => loadPalette().then((module) => ({ default: module.Palette })));
const HelpDialog = lazy(() => loadHelp().then((module) => ({ default: module.HelpDialog })));

// Hardly ever there, so no page brings it along.
const PauseStrip = afterwards(
  import.meta.env.SSR ? PauseStripNow : null,
  async () => (await import("./pause-strip")).PauseStrip,
);

type Layer = "none" | "palette" | "help";

/** Side menu, top bar and one scroll area around every page. */
export function FrameShell({ data: loaded, children }: { data: FrameData; children: ReactNode }) {
  const data = { ...loaded, ...useLiveFacts(loaded) };
  useLiveFaces(data.faces);
  const { preferences, change } = usePreferences();
  const folded = preferences.menuFolded;
  const [layer, setLayer] = useState<Layer>("none");
  const [asked, setAsked] = useState({ palette: false, help: false });
  const [hasPaused, setHasPaused] = useState(data.pauses.total > 0);
  // It stays when the last pause goes: the way back is offered there.
  if (data.pauses.total > 0 && !hasPaused) setHasPaused(true);
  const page = pageOf(useMatches());
  const title = page?.title ?? null;
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();

  const open = (next: "palette" | "help") => {
    setAsked((before) => ({ ...before, [next]: true }));
    setLayer(next);
  };
  useEffect(() => {
    if (title) rememberRecent(data.person.id, { to: pathname + search, title });
  }, [data.person.id, title, pathname, search]);
  useEffect(() => {
    const later = window.requestIdleCallback ?? ((work: () => void) => setTimeout(work, 2_000));
    later(() => void Promise.all([loadPalette(), loadPersonMenu(), loadAlertList(), loadToastList(), loadHelp()]));
  }, []);

  const everywhere = { group: "Everywhere" };
  useShortcut("mod+k", "Go anywhere", () => open("palette"), everywhere);
  useShortcut("?", "Keys of this page", () => open("help"), everywhere);
  useShortcut("r", "Refresh", () => revalidate(), everywhere);
  useShortcut("[", "Fold or unfold the menu", () => change({ menuFolded: !folded }), everywhere);
  useShortcut("shift+t", "Switch between ink and paper", () => change({ theme: otherTheme() }), everywhere);

  const help = () => open("help");
  const fold = () => change({ menuFolded: !folded });
  return (
    <div className="frame" data-folded={folded || undefined}>
      <a href="#content" className="skip-link">
        Skip to the page
      </a>
      <AreaMenu data={data} folded={folded} onHelp={help} onFold={fold} />
      <TopBar
        page={page}
        hasSample={data.hasSample}
        onPalette={() => open("palette")}
        onPaletteNear={() => void loadPalette()}
      >
        {data.openAlerts !== null && <Bell count={data.openAlerts} />}
        <PersonMenu person={data.person} onHelp={help} />
      </TopBar>
      <NavigationBar title={title} />
      <div>{hasPaused && <PauseStrip pauses={data.pauses} mayResume={data.mayPause} />}</div>
      <ScrollArea>{children}</ScrollArea>
      <FrameKeys areas={data.areas} onGo={navigate} />
      <ToastViewport />
      {(asked.palette || asked.help) && (
        <Suspense>
          {asked.palette && (
            <Palette open={layer === "palette"} onClose={() => setLayer("none")} data={data} onHelp={help} />
          )}
          {asked.help && <HelpDialog open={layer === "help"} onClose={() => setLayer("none")} />}
        </Suspense>
      )}
    </div>
  );
}

function otherTheme(): "ink" | "paper" {
  const theme = document.documentElement.dataset.theme;
  const isDark = theme === "system" ? matchMedia("(prefers-color-scheme: dark)").matches : theme === "ink";
  return isDark ? "paper" : "ink";
}
