import { expect, test } from "./setup/fixtures";
import { newMachine } from "./setup/machine";

type Machine = Awaited<ReturnType<typeof newMachine>>;

const WORDS = ["The ", "harbour ", "is ", "quiet ", "tonight."];

function path(session: string, view = "") {
  return `/events/session/${encodeURIComponent(session)}${view}`;
}

/** A run as a bridge reports it, with a gap before its third word. */
async function report(machine: Machine, session: string, words: string[] = WORDS, from = 1): Promise<void> {
  const kinds = [
    { kind: "run_started", payload: { model: "example-1" } },
    { kind: "user_message", payload: { text: "How is the harbour?" } },
    { kind: "tool_start", payload: { tool_name: "look", tool_use_id: "t1", arguments: { at: "the harbour" } } },
    { kind: "tool_end", payload: { tool_name: "look", tool_use_id: "t1", result: "no ship in sight" } },
    ...words.map((text) => ({ kind: "assistant_delta", payload: { text } })),
    { kind: "run_completed", payload: { status: "ok" } },
    { kind: "barometer_fell", payload: { text: "996 hPa" } },
  ];
  const began = Date.now() - 60_000;
  const events = kinds.map((event, index) => ({
    ...event,
    session_key: session,
    run_id: "run-1",
    seq: from + index + (index > 5 ? 2 : 0),
    created_at: new Date(began + index * 40).toISOString(),
  }));
  for (let at = 0; at < events.length; at += 1_000)
    await machine.send("POST", "/events", { events: events.slice(at, at + 1_000) });
}

test("the archive shows a session in order, marks what is missing, and opens a payload", async ({ as }) => {
  const session = "agent:nova:archive";
  await report(await newMachine("archive"), session);
  const page = await as("viewer");
  await page.goto("/tools/openclaw");
  await expect(page).toHaveURL(/\/events$/);
  await page.getByRole("row").filter({ hasText: "archive" }).getByRole("link").first().click();
  await expect(page).toHaveURL(path(session));
  await expect(page.getByText("2 missing", { exact: true })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Numbers 7 to 8 are missing before it" })).toContainText("is ");
  await expect(page.getByRole("row").filter({ hasText: "barometer_fell" })).toContainText("system_note");
  await page.getByRole("row").filter({ hasText: "tool_end" }).getByRole("link").first().click();
  const peek = page.getByRole("complementary");
  await expect(peek.getByText("no ship in sight")).toBeVisible();
  await peek.getByRole("link", { name: "Replay from here" }).click();
  await expect(page).toHaveURL(/\/replay\?run=run-1&at=\d+$/);
  await expect(page.getByRole("region", { name: "Tools" })).toContainText("look");
});

test("a replay is driven by the keyboard, and its address leads back to the same moment", async ({ as }) => {
  const session = "agent:nova:replay";
  await report(await newMachine("replay"), session);
  const page = await as("viewer");
  await page.goto(path(session, "/replay"));
  const said = page.getByRole("region", { name: "Assistant" });
  await expect(said).toContainText("Nothing yet");
  const step = async (times: number, key = "ArrowRight") => {
    for (let n = 0; n < times; n++) await page.keyboard.press(key);
  };
  await step(5);
  await expect(said).toContainText("The harbour");
  await expect(said).not.toContainText("harbour is");
  await step(1, "ArrowLeft");
  await expect(said).not.toContainText("harbour");
  await step(2);
  await expect(said).toContainText("The harbour is");
  // The address follows at its own pace; a reload before it has come leads to where it was.
  const settled = async () => {
    const before = page.url();
    await page.waitForTimeout(1_700);
    return page.url() === before;
  };
  await expect.poll(settled, { timeout: 15_000 }).toBe(true);
  await expect(page).toHaveURL(/at=\d+/);
  await page.reload();
  await expect(said).toContainText("The harbour is");
  await expect(said).not.toContainText("quiet");
  await page.getByLabel("Speed").selectOption("16");
  await page.keyboard.press("Escape");
  await page.getByRole("region", { name: "Assistant" }).click();
  await page.keyboard.press("Space");
  await expect(said).toContainText(WORDS.join(""));
  await expect(page.getByRole("button", { name: "Play" })).toBeVisible();
  await page.keyboard.press("Home");
  await expect(said).toContainText("Nothing yet");
  await page.keyboard.press("End");
  await expect(said).toContainText(WORDS.join(""));
});

test("the scrubber reaches any place of a session that is longer than any window", async ({ as }) => {
  const session = "agent:nova:long";
  const words = Array.from({ length: 6_000 }, (_, index) => `w${index} `);
  await report(await newMachine("long"), session, words);
  const page = await as("viewer");
  await page.goto(path(session, "/replay"));
  const said = page.getByRole("region", { name: "Assistant" });
  const slider = page.getByRole("slider", { name: "Place in the session" });
  await slider.fill("3006");
  await expect(said).toContainText("w3000 ");
  await expect(said).not.toContainText("w3001 ");
  await page.keyboard.press("End");
  await expect(said).toContainText("w5999");
  await slider.fill("12");
  await expect(said).toContainText("w6 ");
  await expect(said).not.toContainText("w7 ");
});

test("a run that goes on is followed live", async ({ as }) => {
  const session = "agent:nova:live";
  const machine = await newMachine("live");
  const say = (seq: number, text: string) =>
    machine.send("POST", "/events", {
      events: [{ session_key: session, run_id: "r", kind: "assistant_delta", seq, payload: { text } }],
    });
  await say(1, "One, ");
  const page = await as("viewer");
  await page.goto(path(session, "/replay"));
  const said = page.getByRole("region", { name: "Assistant" });
  await expect(said).toContainText("One,");
  await expect(page.getByRole("button", { name: "Live" })).toHaveAttribute("aria-pressed", "true");
  await say(2, "two, ");
  await expect(said).toContainText("One, two,");
  await page.keyboard.press("ArrowLeft");
  await say(3, "three.");
  await expect(page.getByRole("button", { name: "Live" })).toHaveAttribute("aria-pressed", "false");
  await expect(said).not.toContainText("two");
  await page.getByRole("button", { name: "Live" }).click();
  await expect(said).toContainText("One, two, three.");
});

test("without JavaScript the archive and a moment of a replay can be read", async ({ as }) => {
  const session = "agent:nova:plain";
  await report(await newMachine("plain"), session);
  const page = await as("viewer", { javaScript: false, narrow: true });
  await page.goto(path(session));
  await expect(page.getByText("no ship in sight").first()).toBeVisible();
  await page.goto("/events");
  await expect(page.getByRole("row").filter({ hasText: "plain" }).first()).toBeVisible();
  await page.goto(path(session, "/replay"));
  await expect(page.getByRole("region", { name: "Assistant" })).toBeVisible();
});
