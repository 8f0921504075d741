/** @typedef {import("./random.mjs").Random} Random */
/** @typedef {Record<string, string>} Slots */

const ROUTES = [
  "Bergen–Stavanger",
  "Kristiansand–Hirtshals",
  "Oslo–Kiel",
  "Stavanger–Hirtshals",
  "Sandefjord–Strömstad",
];
const FILES = [
  "src/booking/hold.ts",
  "src/pricing/fare.ts",
  "src/api/cancel.ts",
  "src/mail/receipt.ts",
  "src/cabin/assign.ts",
];
const CONTAINERS = ["jellyfin", "paperless", "immich-server", "postgres-main", "home-assistant", "traefik"];
const TOPICS = [
  "tidal energy in narrow fjords",
  "battery ferries",
  "green methanol as a ship fuel",
  "hull coatings against fouling",
];

/** What stands in the gaps of a dialogue, the same in all of one session. @param {Random} random @returns {Slots} */
export function drawSlots(random) {
  return {
    city: random.pick(["Bergen", "Oslo", "Ålesund", "Tromsø", "Hamburg", "Kiel"]),
    degrees: String(random.whole(-8, 14)),
    wind: String(random.whole(2, 17)),
    room: random.pick(["kitchen", "living room", "hallway", "study", "bedroom"]),
    rom: random.pick(["kjøkkenet", "stua", "gangen", "arbeidsrommet", "soverommet"]),
    minutes: String(random.pick([5, 8, 10, 12, 25, 40])),
    hour: `${random.whole(7, 19)}:${random.pick(["00", "15", "30", "45"])}`,
    friend: random.pick(["Ingrid", "Thomas", "Leila", "Marek", "Sofia"]),
    book: random.pick(["The Summer Book", "Moominland Midwinter", "Growth of the Soil", "Out Stealing Horses"]),
    order: `FL-${random.whole(20000, 98999)}`,
    route: random.pick(ROUTES),
    price: `${random.whole(39, 420)}.${random.pick(["00", "50", "90"])}`,
    cabin: `${random.whole(5, 9)}${random.whole(100, 299)}`,
    file: random.pick(FILES),
    line: String(random.whole(14, 380)),
    pull: String(random.whole(310, 920)),
    tests: String(random.whole(84, 412)),
    sha: Array.from({ length: 7 }, () => "0123456789abcdef"[random.whole(0, 15)]).join(""),
    container: random.pick(CONTAINERS),
    memory: `${random.whole(2, 15)}.${random.whole(0, 9)} GiB`,
    percent: String(random.whole(71, 96)),
    topic: random.pick(TOPICS),
    year: String(random.whole(2019, 2026)),
    count: String(random.whole(3, 48)),
    money: String(random.whole(12, 96)),
  };
}

/** @param {string} text @param {Slots} slots */
export function fill(text, slots) {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name) => slots[name] ?? whole);
}
