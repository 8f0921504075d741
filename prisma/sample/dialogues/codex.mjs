/** @type {readonly import("../cast.mjs").Dialogue[]} */
export const CODEX = [
  {
    language: "en",
    exchanges: [
      {
        user: "The test “a hold that ends now is released” fails since {sha}. Please find out why and fix it.",
        thinks:
          "The name says that a hold whose end is exactly now must go. Look at the comparison in {file}, then at who calls it. The clock is injected, so equal times are real in tests.",
        tools: [["grep", "read_file"], ["edit_file"], ["run_command"]],
        reply:
          "Found it. `{file}` line {line} compared with `<`, so a hold that ended in this very millisecond stayed.\n\n```ts\n- if (hold.expiresAt < now) release(hold);\n+ if (hold.expiresAt <= now) release(hold);\n```\n\nAll {tests} tests pass. I changed nothing else; the callers already treat the end as exclusive.",
      },
      {
        user: "Does anything else compare times like that?",
        thinks:
          "Search for comparisons with expiresAt and validUntil everywhere, by a sub-agent, so that the context stays small.",
        tools: [["task"], ["read_file"]],
        reply:
          "{count} places compare a time with `now`. Two of them have the same mistake: `src/api/cancel.ts` (harmless, it is checked again) and `src/cabin/assign.ts` (a cabin could stay taken for one more minute). I would change both in one commit and add a test for each. Shall I?",
      },
      {
        user: "Yes, do it.",
        tools: [["edit_file", "edit_file"], ["run_command"]],
        reply:
          "Done in {sha}: both comparisons, two tests, {tests} passed. The pull request is #{pull}; its description lists the three places that I left alone, and why.",
      },
    ],
  },
  {
    language: "en",
    exchanges: [
      {
        user: "Review #{pull}, please. Only what would break.",
        thinks: "Read the diff, follow the changed signature to its callers. Ignore style.",
        tools: [["task"], ["read_file", "grep"]],
        reply:
          "One thing would break: `{file}` now returns `null` for an unknown fare, and two callers index into the result without looking.\n\n1. `src/api/cancel.ts:{line}` throws a `TypeError` for an order without a fare.\n2. `src/mail/receipt.ts` prints “undefined”.\n\nEverything else holds. The migration is safe to run twice.",
      },
      {
        user: "Can you prove the second one?",
        tools: [["run_command"]],
        reply:
          "Yes. I wrote a test with an order from before fares existed; the receipt's last line reads `Total: undefined EUR`. It is in the branch, marked as expected to fail, so that the fix has to remove the mark.",
      },
    ],
  },
  {
    language: "en",
    exchanges: [
      {
        user: "Why is {file} so slow? It takes {money} seconds for the big manifest.",
        tools: [["read_file"], ["run_command"]],
        thinks: "Profile first. The loop awaits inside.",
        reply:
          "It asks the database once per passenger: {tests} round trips for this manifest. One query with `= any($1)` brings it to 0.4 s. I measured both with the same data, three runs each. The patch is eleven lines and touches only this file.",
      },
      {
        user: "Ship it",
        tools: [["edit_file"], ["run_command"]],
        reply:
          "Shipped in {sha}. {tests} tests pass, and the new one fails if somebody puts an `await` back into that loop.",
      },
    ],
  },
];
