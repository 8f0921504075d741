import type { CmsPhase } from "~/data/cms/cms-state.server";

export type Away = { phase: CmsPhase; percent?: number };

const WORDS: Record<CmsPhase, { title: string; text: string; retryS: number | null }> = {
  installing: {
    title: "The content editor is being installed",
    text: "This happens once and takes a minute or two. This page comes back by itself.",
    retryS: 5,
  },
  building: {
    title: "The content editor is being built",
    text: "This happens after an installation or an update and takes a minute or two. This page comes back by itself.",
    retryS: 5,
  },
  starting: { title: "The content editor is starting", text: "This page comes back by itself.", retryS: 2 },
  ready: { title: "The content editor did not answer", text: "This page tries again by itself.", retryS: 2 },
  failed: {
    title: "The content editor is not available",
    text: "It could not be started or reached. The Health page of the console says why.",
    retryS: 30,
  },
  off: {
    title: "The content editor is switched off",
    text: "This installation runs without it.",
    retryS: null,
  },
};

/** What a visitor is told while the CMS is away. Nothing of its logs: nobody has signed in here. */
export function describeAway({ phase, percent }: Away) {
  const { title, text, retryS } = WORDS[phase];
  const hasProgress = percent !== undefined && (phase === "installing" || phase === "building");
  return { title, text, retryS, percent: hasProgress ? percent : null };
}

const STYLE = `
:root{color-scheme:light dark;--base:light-dark(oklch(.985 .003 90),oklch(.165 .014 258));--line:light-dark(oklch(.89 .006 90),oklch(.3 .016 258));
--text:light-dark(oklch(.25 .02 258),oklch(.93 .008 255));--muted:light-dark(oklch(.45 .018 258),oklch(.76 .014 255));--brass:light-dark(oklch(.53 .11 72),oklch(.79 .115 80))}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--base);color:var(--text);font:13px/20px "Inter Variable",system-ui,sans-serif}
main{box-sizing:border-box;width:100%;max-width:440px;padding:24px}
h1{margin:0 0 8px;font-size:16px;line-height:24px;font-weight:600}p{margin:0 0 16px;color:var(--muted)}
a{color:var(--brass);text-underline-offset:3px}progress{display:block;width:100%;height:4px;margin:0 0 16px;border:0;border-radius:2px;background:var(--line);accent-color:var(--brass);appearance:none}
progress::-webkit-progress-bar{background:var(--line);border-radius:2px}progress::-webkit-progress-value{background:var(--brass);border-radius:2px}progress::-moz-progress-bar{background:var(--brass)}`;

export function awayPage(away: Away, { home, nonce }: { home: string; nonce: string }): string {
  const { title, text, retryS, percent } = describeAway(away);
  const refresh = retryS === null ? "" : `<meta http-equiv="refresh" content="${retryS}">`;
  const progress = percent === null ? "" : `<progress max="100" value="${percent}" aria-label="Progress"></progress>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">${refresh}<title>${title}</title><style nonce="${nonce}">${STYLE}</style></head>
<body><main><h1>${title}</h1><p role="status">${text}</p>${progress}<p><a href="${home}">Back to the console</a></p></main></body></html>\n`;
}
