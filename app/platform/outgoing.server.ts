import { lookup as resolve } from "node:dns/promises";
import http from "node:http";
import https from "node:https";
import { isIP } from "node:net";
import { whyNotPublic } from "./outgoing-address";

/** Why a request did not go out, or got no answer. The message may be shown to whoever set the address. */
export class OutgoingError extends Error {
  override name = "OutgoingError";
}

export type OutgoingRequest = {
  method?: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  headers?: Record<string, string>;
  body?: string;
  /** For everything together: name, connection, answer. */
  timeoutMs?: number;
  /** What is longer is cut off, or refused. */
  maxBytes?: number;
  onTooLong?: "cut" | "refuse";
  /** How many redirects to follow; each is checked like the first address. */
  redirects?: number;
  signal?: AbortSignal;
};

export type OutgoingAnswer = { status: number; headers: http.IncomingHttpHeaders; body: string; url: string };

/** Whether an admin has allowed this host, "name" or "name:port", although its address is private. */
export type IsAllowed = (host: string, port: string) => Promise<boolean>;
export type Resolve = (host: string) => Promise<{ address: string; family: number }[]>;

const resolveAll: Resolve = (host) => resolve(host, { all: true, verbatim: true });

/** Parses an address that a person typed, and refuses what can be refused by its form alone. */
export function outgoingUrl(text: string): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new OutgoingError("This is not a web address.");
  }
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw new OutgoingError("Only http and https addresses can be called.");
  if (url.username || url.password) throw new OutgoingError("The address must not hold a name or password.");
  if (!url.hostname) throw new OutgoingError("The address names no host.");
  return url;
}

/** The addresses of a host, all of them checked: one private among them is enough to refuse. */
async function checkedAddresses(url: URL, isAllowed: IsAllowed, resolveHost: Resolve) {
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  const family = isIP(host);
  const addresses = family
    ? [{ address: host, family }]
    : await resolveHost(host).catch(() => {
        throw new OutgoingError(`The host ${host} was not found.`);
      });
  if (addresses.length === 0) throw new OutgoingError(`The host ${host} was not found.`);
  const refused = addresses.map(({ address }) => ({ address, why: whyNotPublic(address) })).find(({ why }) => why);
  if (refused && !(await isAllowed(host, url.port || (url.protocol === "https:" ? "443" : "80"))))
    throw new OutgoingError(
      `${host}${refused.address === host ? "" : ` (${refused.address})`} ${refused.why}. An admin can allow this host.`,
    );
  return addresses;
}

/**
 * Calls an address that a person typed. The name is resolved once, every address is checked, and the connection goes
 * to the checked one, so that a second answer of the name server changes nothing.
 */
export async function fetchOutgoing(
  address: string,
  request: OutgoingRequest,
  isAllowed: IsAllowed,
  resolveHost: Resolve = resolveAll,
): Promise<OutgoingAnswer> {
  const deadline = AbortSignal.timeout(request.timeoutMs ?? 10_000);
  const signal = request.signal ? AbortSignal.any([deadline, request.signal]) : deadline;
  let url = outgoingUrl(address);
  let { method = "GET", headers = {}, body } = request;
  for (let left = request.redirects ?? 0; ; left--) {
    const addresses = await untilAborted(checkedAddresses(url, isAllowed, resolveHost), signal);
    const answer = await send(url, addresses, { ...request, method, headers, body }, signal);
    const location = answer.status >= 300 && answer.status < 400 ? answer.headers.location : undefined;
    if (!location || request.redirects === undefined) return answer;
    if (left <= 0) throw new OutgoingError("Too many redirects.");
    const next = outgoingUrl(new URL(location, url).href);
    if (next.origin !== url.origin) headers = {};
    if (answer.status === 303 || ((answer.status === 301 || answer.status === 302) && method === "POST"))
      [method, body] = ["GET", undefined];
    url = next;
  }
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let onAbort: () => void = () => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(new OutgoingError("There was no answer in time."));
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort, { once: true });
  });
  return Promise.race([work, aborted]).finally(() => signal.removeEventListener("abort", onAbort));
}

function send(
  url: URL,
  addresses: { address: string; family: number }[],
  request: OutgoingRequest,
  signal: AbortSignal,
): Promise<OutgoingAnswer> {
  const { maxBytes = 1024 * 1024, onTooLong = "refuse" } = request;
  return new Promise((done, fail) => {
    const call = (url.protocol === "https:" ? https : http).request(
      url,
      {
        method: request.method,
        headers: { "User-Agent": "Wheelhouse", ...request.headers },
        // A kept-alive connection would have been checked for another request.
        agent: false,
        lookup: (_host, options, callback) => {
          const [first] = addresses;
          if (typeof options === "object" && options.all) callback(null, addresses);
          else callback(null, first!.address, first!.family);
        },
        signal,
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        const finish = () =>
          done({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).subarray(0, maxBytes).toString("utf8"),
            url: url.href,
          });
        response.on("data", (chunk: Buffer) => {
          chunks.push(chunk);
          size += chunk.length;
          if (size <= maxBytes) return;
          if (onTooLong === "cut") finish();
          else fail(new OutgoingError(`The answer was longer than ${maxBytes} bytes.`));
          call.destroy();
        });
        response.on("end", finish);
        response.on("error", (error) => fail(explain(error, signal)));
      },
    );
    call.on("error", (error) => fail(explain(error, signal)));
    call.end(request.body);
  });
}

const REASONS: Record<string, string> = {
  ECONNREFUSED: "Nothing listens at this address.",
  ECONNRESET: "The other side cut the connection.",
  EHOSTUNREACH: "The host cannot be reached.",
  ENETUNREACH: "The network cannot be reached.",
};

function explain(error: NodeJS.ErrnoException, signal: AbortSignal): OutgoingError {
  if (signal.aborted || error.name === "AbortError") return new OutgoingError("There was no answer in time.");
  const known = REASONS[error.code ?? ""];
  if (known) return new OutgoingError(known, { cause: error });
  return new OutgoingError(`The call failed: ${error.message}`, { cause: error });
}
