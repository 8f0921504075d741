import { availableParallelism } from "node:os";
import { isPressure, MAX_WAITING, tooMuch } from "./ingest-gate.server";
import { ingestSentTurns, type ItemResult, type Sender, type TurnItem } from "./ingest-turns.server";

/** Transactions at once; a further one would only wait for a processor that these have. */
const AT_ONCE = Math.max(2, Math.min(8, availableParallelism()));
const MOST_ITEMS = 200;

type Waiting = {
  sender: Sender;
  items: TurnItem[];
  resolve: (results: ItemResult[]) => void;
  reject: (error: unknown) => void;
};

let running = 0;
const waiting: Waiting[] = [];

/**
 * Applies items in a transaction that may take what others have sent meanwhile: nobody waits for company, but who has to
 * wait anyway goes together, and a transaction costs nearly the same for many.
 */
export async function ingestTogether(sender: Sender, items: TurnItem[]): Promise<ItemResult[]> {
  if (waiting.length >= MAX_WAITING) throw tooMuch();
  return new Promise((resolve, reject) => {
    waiting.push({ sender, items, resolve, reject });
    begin();
  });
}

function begin(): void {
  while (running < AT_ONCE && waiting.length > 0) {
    running++;
    void run(takeGroup()).finally(() => {
      running--;
      begin();
    });
  }
}

function takeGroup(): Waiting[] {
  const group = [waiting.shift()!];
  let size = group[0]!.items.length;
  while (waiting[0] && size + waiting[0].items.length <= MOST_ITEMS) {
    size += waiting[0].items.length;
    group.push(waiting.shift()!);
  }
  return group;
}

async function run(group: Waiting[]): Promise<void> {
  try {
    const results = await ingestSentTurns(
      group.flatMap(({ sender, items }) => items.map((item) => ({ sender, item }))),
    );
    let at = 0;
    for (const { items, resolve } of group) resolve(results.slice(at, (at += items.length)));
  } catch (error) {
    // Nothing was written. What one of them has brought must not cost the others.
    if (isPressure(error)) return group.forEach(({ reject }) => reject(tooMuch()));
    if (group.length === 1) return group[0]!.reject(error);
    for (const one of group) await run([one]);
  }
}
