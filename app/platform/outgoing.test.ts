import { expect, test } from "vitest";
import { webhookReceiver } from "../../test/fakes/webhook-receiver";
import { fetchOutgoing, type IsAllowed, type Resolve } from "./outgoing.server";

const nobody: IsAllowed = async () => false;
const everybody: IsAllowed = async () => true;
const resolvesTo =
  (...addresses: string[]): Resolve =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));

const PAYLOADS = [
  "http://127.0.0.1/",
  "http://127.1/",
  "http://2130706433/",
  "http://0x7f000001/",
  "http://0177.0.0.1/",
  "http://0x7f.1/",
  "http://0/",
  "http://127.0.0.1.:80/",
  "http://[::1]/",
  "http://[::]/",
  "http://[::ffff:127.0.0.1]/",
  "http://[::ffff:7f00:1]/",
  "http://[0:0:0:0:0:ffff:a9fe:a9fe]/",
  "http://[64:ff9b::169.254.169.254]/",
  "http://[2002:7f00:1::]/",
  "http://[fd00:ec2::254]/latest/meta-data/",
  "http://[fe80::1]/",
  "http://169.254.169.254/latest/meta-data/",
  "http://2852039166/latest/meta-data/",
  "http://10.0.0.1:8080/",
  "http://172.16.0.1/",
  "http://192.168.0.1/",
  "http://100.100.100.200/latest/meta-data/",
  "http://①②⑦.⓪.⓪.①/",
  "http://127。0。0。1/",
  "http://1\t27.0.0.1/",
  "http:\\\\127.0.0.1\\",
  "https://localhost/",
  "http://LOCALHOST./",
  "http://user:secret@example.com/",
  "http://example.com@127.0.0.1/",
  "file:///etc/passwd",
  "gopher://127.0.0.1:6379/_FLUSHALL",
  "ftp://127.0.0.1/",
  "jar:http://127.0.0.1!/",
  "data:text/plain,hello",
  "//127.0.0.1/",
  "not an address",
  "",
];

test.each(PAYLOADS)("%j is refused before anything is sent", async (address) => {
  await expect(fetchOutgoing(address, { timeoutMs: 500 }, nobody)).rejects.toThrow(
    /allow this host|Only http|not a web address|name or password|not found/,
  );
});

test("a public name with one private address among its addresses is refused", async () => {
  await expect(
    fetchOutgoing("http://rebind.test/", {}, nobody, resolvesTo("93.184.216.34", "10.0.0.7")),
  ).rejects.toThrow("rebind.test (10.0.0.7) is in a private network");
});

test("the connection goes to the address that was checked, whatever the name says later", async () => {
  await using receiver = await webhookReceiver();
  let asked = 0;
  const once: Resolve = async () => {
    asked++;
    return [{ address: "127.0.0.1", family: 4 }];
  };
  const answer = await fetchOutgoing(`http://pinned.test:${receiver.port}/a`, {}, everybody, once);
  expect(answer).toMatchObject({ status: 200, body: "ok" });
  expect(asked).toBe(1);
  expect(receiver.received[0]!.headers.host).toBe(`pinned.test:${receiver.port}`);
});

test("an admin's permission is asked for by host and port", async () => {
  await using receiver = await webhookReceiver();
  const asked: string[] = [];
  const isAllowed: IsAllowed = async (host, port) => asked.push(`${host} ${port}`) > 0;
  await fetchOutgoing(receiver.url, {}, isAllowed);
  expect(asked).toEqual([`127.0.0.1 ${receiver.port}`]);
});

test("a redirect is not followed unless asked for, and is checked again then", async () => {
  await using receiver = await webhookReceiver();
  receiver.answer({ status: 302, headers: { Location: "http://169.254.169.254/" } });
  const onlyOurs: IsAllowed = async (host) => host === "127.0.0.1";
  expect(await fetchOutgoing(receiver.url, {}, onlyOurs)).toMatchObject({ status: 302 });
  await expect(fetchOutgoing(receiver.url, { redirects: 3 }, onlyOurs)).rejects.toThrow(
    /169\.254\.169\.254 .*metadata/,
  );
  receiver.answer({ status: 302, headers: { Location: "/again" } });
  await expect(fetchOutgoing(receiver.url, { redirects: 3 }, onlyOurs)).rejects.toThrow("Too many redirects");
});

test("a redirect to another host does not carry our headers along", async () => {
  await using first = await webhookReceiver();
  await using second = await webhookReceiver();
  first.answer({ status: 303, headers: { Location: second.url } });
  const answer = await fetchOutgoing(
    first.url,
    { method: "POST", body: "{}", redirects: 1, headers: { Authorization: "Bearer secret" } },
    everybody,
  );
  expect(answer.url).toBe(second.url);
  expect(second.received[0]!.headers.authorization).toBeUndefined();
  expect(second.received[0]!.body).toBe("");
});

test("one that never answers is given up in time, and a long answer is cut or refused", async () => {
  await using receiver = await webhookReceiver();
  receiver.answer("hang");
  await expect(fetchOutgoing(receiver.url, { timeoutMs: 150 }, everybody)).rejects.toThrow("no answer in time");
  const never: Resolve = () => new Promise(() => undefined);
  await expect(fetchOutgoing("http://slow.test/", { timeoutMs: 50 }, everybody, never)).rejects.toThrow("in time");
  receiver.answer({ status: 200, body: "x".repeat(10_000) });
  expect((await fetchOutgoing(receiver.url, { maxBytes: 100, onTooLong: "cut" }, everybody)).body).toHaveLength(100);
  await expect(fetchOutgoing(receiver.url, { maxBytes: 100 }, everybody)).rejects.toThrow("longer than 100 bytes");
});
