import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { databaseError } from "../../../src/data/databaseError";
import type { PostgrestProblem } from "../../../src/data/PostgrestProblem";
import { messages as english } from "../../../src/i18n/en/messages";
import { messages as chinese } from "../../../src/i18n/zh-CN/messages";
import { entities, notes } from "./sampleEntities";

beforeAll(async () => {
  const resources = { en: { translation: english }, "zh-CN": { translation: chinese } };
  await i18next.init({ lng: "en", resources, interpolation: { escapeValue: false } });
});

const errorOf = (status: number, problem: PostgrestProblem) =>
  databaseError(status, problem, { entity: notes, entities });

describe("databaseError", () => {
  it("puts a unique violation under its field with the value", () => {
    const error = errorOf(409, {
      code: "23505",
      message: 'duplicate key value violates unique constraint "notes_title_key"',
      details: "Key (title)=(Ulm) already exists.",
    });

    expect(error.status).toBe(409);
    expect(error.fieldErrors).toEqual({ title: "“Ulm” is already used." });
  });

  it("finds the field in the constraint's name when the role may not see the key", () => {
    const error = errorOf(409, {
      code: "23505",
      message: 'duplicate key value violates unique constraint "notes_title_key"',
    });

    expect(error.fieldErrors).toEqual({ title: "This value is already used." });
  });

  it("names the rule of a check constraint under its field", () => {
    const error = errorOf(400, {
      code: "23514",
      message: 'new row for relation "notes" violates check constraint "price_is_positive"',
    });

    expect(error.reason).toBe("breaks_rule");
    expect(error.fieldErrors).toEqual({ price: "Not allowed here (rule: price is positive)." });
  });

  it("says which field is missing", () => {
    const error = errorOf(400, {
      code: "23502",
      message: 'null value in column "title" of relation "notes" violates not-null constraint',
    });

    expect(error.fieldErrors).toEqual({ title: "Please fill this in." });
  });

  it("tells a reference to nothing from a record still referred to", () => {
    const missing = errorOf(409, {
      code: "23503",
      message: 'insert or update on table "notes" violates foreign key constraint "note_is_in_a_folder"',
      details: 'Key (folder_id)=(5) is not present in table "folders".',
    });
    const used = errorOf(409, {
      code: "23503",
      message:
        'update or delete on table "folders" violates foreign key constraint "note_is_in_a_folder" on table "notes"',
    });

    expect(missing.fieldErrors).toEqual({
      folder_id: "This record does not exist any more. Choose another one.",
    });
    expect(used.message).toBe("This cannot be deleted: “notes” still refers to it.");
  });

  it("reads reason and field of a refusal by the engine", () => {
    const error = errorOf(400, {
      code: "P0001",
      message: "Title is odd",
      details: '{"reason":"odd_title","field":"title"}',
    });

    expect(error.reason).toBe("odd_title");
    expect(error.message).toBe("Title is odd");
    expect(error.fieldErrors).toEqual({ title: "Title is odd" });
  });

  it.each([
    [403, { code: "42501", message: "permission denied for table notes" }, "permission_denied"],
    [
      403,
      { code: "42501", message: 'new row violates row-level security policy for table "notes"' },
      "outside_scope",
    ],
    [401, { code: "PGRST301", message: "JWT expired" }, "session_ended"],
    [401, { code: "PT401", details: '{"reason":"session_ended"}' }, "session_ended"],
    [403, { code: "42501", details: '{"reason":"mfa_required"}' }, "mfa_required"],
    [400, { code: "22P02", message: 'invalid input syntax for type integer: "x"' }, "invalid_value"],
    [400, { code: "22001", message: "value too long for type character varying(40)" }, "too_long_max"],
    [400, { code: "42703", message: "column does not exist" }, "schema_changed"],
    [500, { code: "57014", message: "canceling statement due to statement timeout" }, "timeout"],
    [503, { code: "PGRST000" }, "unavailable"],
    [0, { message: "TypeError: Failed to fetch" }, "network"],
    [429, {}, "too_many_requests"],
    [500, { code: "XX000", message: "boom" }, "unexpected"],
  ])("maps %i %o to %s in both languages", async (status, problem, reason) => {
    const inEnglish = errorOf(status, problem);
    await i18next.changeLanguage("zh-CN");
    const inChinese = errorOf(status, problem);
    await i18next.changeLanguage("en");

    expect(inEnglish.reason).toBe(reason);
    expect(inChinese.reason).toBe(reason);
    expect(inEnglish.message).not.toBe("");
    expect(inChinese.message).toMatch(/\p{Script=Han}/u);
  });

  it("keeps the HTTP status", () => {
    expect(errorOf(503, { code: "PGRST002" }).statusCode).toBe(503);
  });
});
