const ESCAPES: Record<string, string> = {
  "&": "\\u0026",
  ">": "\\u003e",
  "<": "\\u003c",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};

/** The loaders' answers as scripts after the page, as the framework's browser side reads them. */
export async function handoffScripts(stream: ReadableStream<Uint8Array>, nonce: string): Promise<string> {
  const text = JSON.stringify(await new Response(stream).text());
  const safe = text.replaceAll(/[&><\u2028\u2029]/g, (sign) => ESCAPES[sign]!);
  const open = `<script nonce="${nonce}">window.__remixContext.streamController.`;
  return `${open}enqueue(${safe});</script>${open}close();</script>`;
}
