import { expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../setup/database";

async function seedPrompt({ sql }: TestDatabase): Promise<void> {
  await sql.query(
    `insert into runtime.prompt_templates (key, scope_type, scope_id, newest_version, active_version, updated_by)
     values ('greeting', 'global', '*', 2, 1, 'anna')`,
  );
  for (const version of [1, 2])
    await sql.query(
      `insert into runtime.prompt_template_versions (key, scope_type, scope_id, version, body, body_sha256, created_by)
       values ('greeting', 'global', '*', $1, 'Hello', 'x', 'anna')`,
      [version],
    );
  await sql.query(
    `insert into runtime.prompt_pins (key, scope_type, scope_id, version, pinned_by) values ('greeting', 'global', '*', 1, 'anna')`,
  );
}

test("a version is never changed and never taken out from under its prompt, pinned or not", async () => {
  await using database = await testDatabase();
  await seedPrompt(database);
  const { sql } = database;
  await expect(sql.query("delete from runtime.prompt_template_versions where version = 2")).rejects.toThrow("kept");
  await expect(sql.query("delete from runtime.prompt_template_versions where version = 1")).rejects.toThrow("kept");
  await expect(sql.query("update runtime.prompt_template_versions set body = 'Bye'")).rejects.toThrow("kept");
});

test("a prompt goes whole, with its versions and its pin", async () => {
  await using database = await testDatabase();
  await seedPrompt(database);
  const { sql } = database;
  await sql.query("delete from runtime.prompt_templates where key = 'greeting'");
  for (const table of ["prompt_template_versions", "prompt_pins"])
    expect((await sql.query(`select from runtime.${table}`)).rowCount).toBe(0);
});
