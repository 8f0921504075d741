import {
  interruptToolCalls,
  modelCalls,
  toolCalls,
  writeToolResult,
  type ModelCallRow,
  type ToolCallRow,
} from "~/data/runtime/turn-calls.server";
import { touchSessions } from "~/data/runtime/sessions.server";
import {
  endRuns,
  insertTurnRows,
  lockTurns,
  recordChanges,
  updateTurnRows,
  upsertRuns,
  type ChangeKind,
} from "~/data/runtime/turn-store.server";
import { insertTurnPrompts } from "~/data/runtime/turn-prompts.server";
import {
  deletePieces,
  insertPayloads,
  insertPieces,
  readPrompt,
  readText,
  updatePayloads,
  type PayloadWrite,
  type Piece,
} from "~/data/runtime/turn-texts.server";
import type { Sql } from "~/data/postgres.server";
import { showPreview, type WorkingTurn } from "./apply-to-turn";
import { codePoints, searchPairs } from "./turn-texts";
import { type Masks, NO_MASKS } from "~/features/turns/masking/masks";

const CHANGE_ORDER: ChangeKind[] = ["text", "update", "tool", "start", "end"];

/** What one request changes, gathered in memory and then written table by table. */
export class TurnBatch {
  readonly turns = new Map<string, WorkingTurn>();
  /** Ids that this request has taken. */
  readonly claimed = new Set<string>();
  readonly changes = new Map<string, ChangeKind>();
  /** By turn and call: what is known, and which of it this request touches. */
  readonly tools = new Map<string, ToolCallRow>();
  readonly touchedTools = new Set<string>();
  readonly results = new Map<string, string>();
  readonly models = new Map<string, ModelCallRow>();
  readonly touchedModels = new Set<string>();
  constructor(
    readonly sql: Sql,
    readonly now: Date,
    readonly masks: Masks = NO_MASKS,
  ) {}

  /** Locks turns against other writers and takes them into the batch. */
  async load(ids: string[]): Promise<void> {
    for (const [id, { row, run }] of await lockTurns(this.sql, ids))
      this.turns.set(id, {
        row,
        run,
        isNew: false,
        rowChanged: false,
        ended: false,
        reopened: false,
        pieces: [],
        replaced: new Set(),
        payload: {},
      });
  }

  touch(turn: WorkingTurn, kind: ChangeKind): void {
    const before = this.changes.get(turn.row.id);
    // One change a turn and request, the one that says most.
    if (!before || CHANGE_ORDER.indexOf(kind) > CHANGE_ORDER.indexOf(before)) this.changes.set(turn.row.id, kind);
  }

  /** A turn's text so far, with what this request adds. */
  async readText(turn: WorkingTurn, kind: Piece["kind"]): Promise<string> {
    const fresh = turn.pieces
      .filter((piece) => piece.kind === kind)
      .map((piece) => piece.body)
      .join("");
    return turn.isNew || turn.replaced.has(kind) ? fresh : (await readText(this.sql, turn.row, kind)) + fresh;
  }

  /** Writes everything. `payloadsMs` is how long texts are kept: an older turn keeps its row alone. */
  async write(payloadsMs: number): Promise<void> {
    const { sql } = this;
    const all = [...this.changes.keys()].map((id) => this.turns.get(id)!);
    const created = all.filter((turn) => turn.isNew);
    const running = all.filter((turn) => turn.run && !turn.ended);
    const ended = all.filter((turn) => turn.ended);
    const keepsTexts = ({ created_at }: { created_at: string }) =>
      Date.parse(created_at) >= this.now.getTime() - payloadsMs;
    // The texts first: lists show how the finished response begins.
    const createdPayloads = created.map((turn) => this.newPayload(turn));
    const payloads = [];
    for (const turn of all) if (!turn.isNew) payloads.push(await this.payloadUpdate(turn));
    await insertTurnRows(
      sql,
      created.map((turn) => turn.row),
    );
    await updateTurnRows(
      sql,
      all.filter((turn) => !turn.isNew && turn.rowChanged).map((turn) => turn.row),
    );
    await insertTurnPrompts(
      sql,
      created.flatMap(({ row: { id, created_at }, payload: { prompts } }) =>
        prompts?.length ? [{ id, created_at, prompts }] : [],
      ),
    );
    await insertPayloads(sql, createdPayloads.filter(keepsTexts));
    await updatePayloads(
      sql,
      payloads.filter((payload): payload is PayloadWrite => payload !== null && keepsTexts(payload)),
    );
    await this.writeRuns(running);
    await this.writeCalls(keepsTexts);
    await endRuns(
      sql,
      ended.filter((turn) => !turn.isNew).map((turn) => turn.row.id),
    );
    await interruptToolCalls(
      sql,
      ended.filter((turn) => turn.row.tool_call_count > 0).map((turn) => turn.row),
    );
    await touchSessions(
      sql,
      created.filter((turn) => turn.row.session_id !== null).map((turn) => turn.row),
    );
    await recordChanges(
      sql,
      [...this.changes].map(([id, kind]) => {
        const { created_at, bot_id } = this.turns.get(id)!.row;
        return { id, created_at, bot_id, kind };
      }),
    );
  }

  private async writeRuns(running: WorkingTurn[]): Promise<void> {
    for (const turn of running)
      for (const kind of turn.isNew ? [] : turn.replaced) await deletePieces(this.sql, turn.row.id, kind);
    await insertPieces(
      this.sql,
      running.flatMap(({ row, pieces }) =>
        pieces.map(({ kind, at, body }) => ({ turn_id: row.id, kind, at_char: at, body })),
      ),
    );
    await upsertRuns(
      this.sql,
      running.map(({ row, run }) => ({
        turn_id: row.id,
        created_at: row.created_at,
        lease_s: run!.lease_s,
        response_chars: run!.response_chars,
        reasoning_chars: run!.reasoning_chars,
        response_sent_chars: run!.response_sent_chars,
        silent_status: run!.silent_status ?? null,
        silent_ended_at: run!.silent_ended_at ?? null,
      })),
    );
  }

  private async writeCalls(keepsTexts: (turn: { created_at: string }) => boolean): Promise<void> {
    const tools = [...this.touchedTools].map((key) => this.tools.get(key)!);
    await toolCalls.upsert(this.sql, tools);
    await modelCalls.upsert(
      this.sql,
      [...this.touchedModels].map((key) => this.models.get(key)!),
    );
    for (const call of tools) {
      const result = this.results.get(callKey(call.turn_id, call.call_id));
      if (result !== undefined && keepsTexts({ created_at: call.turn_created_at }))
        await writeToolResult(this.sql, call, result);
    }
  }

  private async payloadUpdate(turn: WorkingTurn): Promise<PayloadWrite | null> {
    const { id, created_at } = turn.row;
    const write: PayloadWrite = { id, created_at };
    if (turn.payload.error_text !== undefined) write.error_text = turn.payload.error_text;
    if (turn.payload.metadata !== undefined) write.metadata = turn.payload.metadata;
    if (turn.payload.response_sent_chars !== undefined) write.response_sent_chars = turn.payload.response_sent_chars;
    const hasNewText = turn.pieces.length + turn.replaced.size > 0;
    if (turn.ended || (turn.run === null && hasNewText)) {
      const prompt = await readPrompt(this.sql, turn.row);
      if (!prompt) return null;
      const response = (await this.readText(turn, "response")) || null;
      const reasoning = (await this.readText(turn, "reasoning")) || null;
      Object.assign(write, this.finalTexts(turn, response, reasoning));
      write.search_pairs = searchPairs(prompt.user_prompt, write.response_text);
      write.ended = true;
    } else if (turn.reopened) write.ended = false;
    return Object.keys(write).length > 2 ? write : null;
  }

  /** A turn that begins and ends in one request is written once, whole. */
  private newPayload(turn: WorkingTurn): PayloadWrite {
    const base: PayloadWrite = { id: turn.row.id, created_at: turn.row.created_at, ...turn.payload };
    if (!turn.ended) return base;
    const texts = this.finalTexts(turn, joined(turn, "response"), joined(turn, "reasoning"));
    return { ...base, ...texts, search_pairs: searchPairs(turn.payload.user_prompt, texts.response_text), ended: true };
  }

  /** The whole texts of a turn that ends, masked once more: what was split between two pieces was not seen in either. */
  private finalTexts(turn: WorkingTurn, response: string | null, reasoning: string | null) {
    const masker = this.masks.forBot(turn.row.bot_id);
    const response_text = response && masker ? masker.text(response) : response;
    showPreview(turn, response_text);
    const sent = turn.run?.response_sent_chars ?? (response_text === response ? null : codePoints(response ?? ""));
    return {
      response_text,
      reasoning_text: reasoning && masker ? masker.text(reasoning) : reasoning,
      ...(sent !== null && { response_sent_chars: sent }),
    };
  }
}

export function callKey(turnId: string, callId: string): string {
  return `${turnId} ${callId}`;
}

function joined(turn: WorkingTurn, kind: Piece["kind"]): string | null {
  return (
    turn.pieces
      .filter((piece) => piece.kind === kind)
      .map((piece) => piece.body)
      .join("") || null
  );
}
