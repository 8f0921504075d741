import { RemixServer } from "@remix-run/react";
import type { ComponentProps, ReactElement } from "react";
import { renderToString } from "react-dom/server";

type Context = ComponentProps<typeof RemixServer>["context"];

/** The markup that the server would send for one element at one address. */
export function renderAt(address: string, element: ReactElement): string {
  const url = new URL(address, "http://console.test");
  const route = { id: "root", path: "*", hasLoader: false, hasAction: false, hasErrorBoundary: false, module: "" };
  const location = { pathname: url.pathname, search: url.search, hash: "", state: null, key: "default" };
  const params = { "*": url.pathname.slice(1) };
  const context = {
    manifest: { routes: { root: route }, entry: { imports: [], module: "" }, url: "", version: "1" },
    routeModules: { root: { default: () => element } },
    future: { v3_relativeSplatPath: true },
    isSpaMode: false,
    staticHandlerContext: {
      basename: "",
      location,
      matches: [{ params, pathname: url.pathname, pathnameBase: "/", route }],
      loaderData: {},
      actionData: null,
      errors: null,
      statusCode: 200,
      loaderHeaders: {},
      actionHeaders: {},
      activeDeferreds: null,
    },
  };
  return renderToString(<RemixServer context={context as unknown as Context} url={url.href} />);
}
