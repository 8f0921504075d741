import { data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from "@remix-run/react";
import interLatin from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url";
import { startTransition, useContext, useEffect, type ReactNode } from "react";
import { parsePreferences } from "~/lib/preferences";
import { flashHeaders, readFlash } from "~/platform/flash.server";
import { anyone } from "~/platform/session.server";
import { BotFacesSeed } from "~/ui/bot-faces";
import { ClockProvider } from "~/ui/clock";
import { NonceContext } from "~/ui/nonce";
import { pageOf } from "~/ui/page/page-handle";
import { PreferencesProvider, usePreferences } from "~/ui/preferences";
import { RouteError } from "~/ui/page/route-error";
import { WheelMark } from "~/ui/wheel-mark";
import { toast } from "~/ui/overlay/toast-store";
import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "./ui/app.css";

export { shouldLoadList as shouldRevalidate } from "~/ui/data-table/should-load-list";

export function loader({ request, context }: LoaderFunctionArgs) {
  anyone("how a page looks is known before anybody signs in");
  const flash = readFlash(request);
  const preferences = parsePreferences(request.headers.get("cookie"));
  const look = { preferences, now: Date.now(), requestId: context.requestId, flash };
  return flash ? data(look, { headers: flashHeaders(null) }) : data(look);
}

export const links: LinksFunction = () => [
  { rel: "preload", href: interLatin, as: "font", type: "font/woff2", crossOrigin: "anonymous" },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
  { rel: "icon", href: "/favicon.ico", sizes: "32x32" },
  { rel: "apple-touch-icon", href: "/icon-180.png" },
  { rel: "manifest", href: "/site.webmanifest" },
];

export const meta: MetaFunction = ({ matches, error }) => {
  const title = error ? null : pageOf(matches)?.title;
  return [{ title: title ? `${title} · Wheelhouse` : "Wheelhouse" }];
};

export function Layout({ children }: { children: ReactNode }) {
  const look = useRouteLoaderData<typeof loader>("root");
  return (
    <PreferencesProvider initial={look?.preferences}>
      <Document now={look?.now ?? 0}>{children}</Document>
    </PreferencesProvider>
  );
}

const SCHEMES = { system: "light dark", ink: "dark", paper: "light" };

function Document({ now, children }: { now: number; children: ReactNode }) {
  const nonce = useContext(NonceContext);
  const { preferences, change } = usePreferences();
  const { theme, density, timeZone } = preferences;
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    // A part that is still waiting for its code must not be drawn anew for this.
    if (own && own !== timeZone) startTransition(() => change({ timeZone: own }));
  }, [timeZone, change]);
  return (
    <html lang="en" data-theme={theme} data-density={density}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={SCHEMES[theme]} />
        <Meta />
        <Links />
      </head>
      <body>
        <ClockProvider now={now} timeZone={timeZone ?? "UTC"}>
          {children}
        </ClockProvider>
        <BotFacesSeed />
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  const flash = useRouteLoaderData<typeof loader>("root")?.flash;
  useEffect(() => {
    if (flash) toast(flash.message, { tone: flash.tone });
  }, [flash]);
  return <Outlet />;
}

export function ErrorBoundary() {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center">
      <h1 className="flex items-center gap-2 text-[14px] font-semibold">
        <WheelMark />
        Wheelhouse
      </h1>
      <RouteError />
    </main>
  );
}
