// Preloaded into a process: writes down every connection and name look-up that it attempts.
const dns = require("node:dns");
const fs = require("node:fs");
const net = require("node:net");

const log = process.env.NODE_NET_LOG ?? `${__filename}.log`;
const note = (what) => fs.appendFileSync(log, `${what}\n`);

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function connectAndTell(...args) {
  const first = Array.isArray(args[0]) ? args[0][0] : args[0];
  const options = typeof first === "object" && first !== null ? first : { port: first, host: args[1] };
  note(`connect ${options.path ?? `${options.host ?? "localhost"}:${options.port}`}`);
  return connect.apply(this, args);
};

for (const [owner, name] of [
  [dns, "lookup"],
  [dns, "resolve"],
  [dns, "resolveMx"],
  [dns.promises, "lookup"],
  [dns.promises, "resolve"],
  [dns.promises, "resolveMx"],
]) {
  const original = owner[name];
  owner[name] = function lookupAndTell(host, ...rest) {
    note(`${name} ${host}`);
    return original.call(this, host, ...rest);
  };
}
