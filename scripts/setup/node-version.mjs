// Imported first and importing nothing: an older Node must reach this message before it meets what it does not know.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `Wheelhouse needs Node 20.19 or newer, and this is ${process.versions.node}: install a newer Node.js.\n`,
  );
  process.exit(1);
}
