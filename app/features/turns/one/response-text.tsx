import { lazy, useDeferredValue } from "react";
import { LazyPart } from "~/ui/page/lazy-part";
import { useInBrowser } from "~/ui/use-in-browser";

const Markdown = lazy(() => import("~/ui/markdown/markdown").then((module) => ({ default: module.Markdown })));

/** What a bot said, as Markdown once the code for that is here; as it is until then. */
export function ResponseText({ text }: { text: string }) {
  const inBrowser = useInBrowser();
  // While a text streams in, drawing it must not hold the page.
  const shown = useDeferredValue(text);
  const plain = <div className="whitespace-pre-wrap wrap-anywhere [unicode-bidi:plaintext]">{shown}</div>;
  if (!inBrowser) return plain;
  return (
    <LazyPart fallback={plain} failed={plain}>
      <div dir="auto">
        <Markdown text={shown} />
      </div>
    </LazyPart>
  );
}
