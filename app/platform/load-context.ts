/** What server.ts knows of a request and Remix does not. */
export type RequestContext = {
  /** For inline scripts and styles, new for each response. */
  nonce: string;
  requestId: string;
  /** The browser's address; a proxy's header is believed only from TRUSTED_PROXY. */
  clientAddress: string;
  /** The address of the direct peer, which is the proxy's own where there is one. */
  peerAddress: string;
  secure: boolean;
  /** Aborts when the response ends or the browser leaves. request.signal does not: Node may collect it first. */
  closed: AbortSignal;
};

declare module "@remix-run/node" {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- augmenting needs an interface
  interface Future {
    v3_singleFetch: true;
  }
  // oxlint-disable-next-line typescript/consistent-type-definitions -- augmenting needs an interface
  interface AppLoadContext extends RequestContext {}
}
