import { describe, expect, it } from "vitest";
import { compileCondition } from "../../../src/data/compileCondition";
import type { Condition } from "../../../src/model/condition";
import { aField, entities, notes } from "./sampleEntities";

const context = {
  entities,
  memberId: "11111111-1111-1111-1111-111111111111",
  timeZone: "Asia/Shanghai",
  now: new Date("2026-03-01T20:30:00Z"),
};

const compile = (condition: Condition) => compileCondition(condition, notes, context);
const logic = (condition: Condition) => compile(condition).logic;

describe("compileCondition", () => {
  it("quotes every value so that it cannot leave its place", () => {
    expect(logic({ field: "title", op: "eq", value: 'a,b).or(id.gt.0 "x" \\' })).toBe(
      'title.eq."a,b).or(id.gt.0 \\"x\\" \\\\"',
    );
  });

  it("nests and, or, not", () => {
    const condition: Condition = {
      all: [
        { field: "number", op: "gte", value: 3 },
        {
          any: [{ field: "title", op: "eq", value: "a" }, { not: { field: "title", op: "eq", value: "b" } }],
        },
      ],
    };

    expect(logic(condition)).toBe('and(number.gte."3",or(title.eq."a",not.and(title.eq."b")))');
  });

  it("matches everything for an empty all and nothing for an empty any", () => {
    expect(logic({ all: [] })).toBe("id.not.is.null");
    expect(logic({ any: [] })).toBe("id.is.null");
  });

  it("escapes the wildcards of LIKE", () => {
    expect(logic({ field: "title", op: "contains", value: "50%_\\" })).toBe(
      'title.ilike."*50\\\\%\\\\_\\\\\\\\*"',
    );
    expect(logic({ field: "title", op: "starts_with", value: "R&D + 50%#1" })).toBe(
      'title.ilike."R&D + 50\\\\%#1*"',
    );
  });

  it("finds a literal star by regular expression, because PostgREST reads it as %", () => {
    expect(logic({ field: "title", op: "contains", value: "a*b.c" })).toBe('title.imatch."a\\\\*b\\\\.c"');
  });

  it("counts records without a value as different", () => {
    expect(logic({ field: "title", op: "neq", value: "a" })).toBe('or(title.neq."a",title.is.null)');
    expect(logic({ field: "title", op: "nin", value: ["a"] })).toBe('or(title.not.in.("a"),title.is.null)');
  });

  it("writes lists and arrays", () => {
    expect(logic({ field: "title", op: "in", value: ["a", "b,c"] })).toBe('title.in.("a","b,c")');
    expect(logic({ field: "tags", op: "overlaps", value: ["x", 'y"z'] })).toBe(
      'tags.ov."{\\"x\\",\\"y\\\\\\"z\\"}"',
    );
    expect(logic({ field: "tags", op: "contains", value: "x" })).toBe('tags.cs."{\\"x\\"}"');
  });

  it("takes an empty text and an empty list for empty", () => {
    expect(logic({ field: "title", op: "is_empty" })).toBe('or(title.is.null,title.eq."")');
    expect(logic({ field: "tags", op: "is_empty" })).toBe('or(tags.is.null,tags.eq."{}")');
    expect(logic({ field: "number", op: "is_not_empty" })).toBe("not.and(number.is.null)");
  });

  it("resolves me, now and today, the last one in the shop's time zone", () => {
    expect(logic({ field: "author_id", op: "eq", variable: "me" })).toBe(
      `author_id.eq."${context.memberId}"`,
    );
    expect(logic({ field: "made_at", op: "gte", variable: "today" })).toBe('made_at.gte."2026-03-02"');
    expect(logic({ field: "made_at", op: "lt", variable: "now" })).toBe(
      'made_at.lt."2026-03-01T20:30:00.000Z"',
    );
  });

  it("follows a relation through an embed that must not be null, also inside or", () => {
    const compiled = compile({
      any: [
        { field: "folder_id.title", op: "eq", value: "Ulm" },
        { field: "title", op: "eq", value: "a" },
      ],
    });

    expect(compiled.logic).toBe('or(f1.not.is.null,title.eq."a")');
    expect(compiled.embeds).toEqual(["f1:folders!note_is_in_a_folder(id)"]);
    expect(compiled.embedFilters).toEqual([{ path: "f1", logic: 'title.eq."Ulm"' }]);
  });

  it("asks whether a child exists", () => {
    const condition: Condition = {
      exists: "notes.folder_id",
      where: { field: "title", op: "eq", value: "a" },
    };

    const compiled = compileCondition(condition, entities[1] ?? notes, context);

    expect(compiled.logic).toBe("f1.not.is.null");
    expect(compiled.embeds).toEqual(["f1:notes!note_is_in_a_folder(id)"]);
    expect(compiled.embedFilters).toEqual([{ path: "f1", logic: 'title.eq."a"' }]);
  });

  it("names a table that refers to itself by the column", () => {
    const inside: Condition = { field: "title", op: "eq", value: "a" };
    const folder = entities[1] ?? notes;

    const up = compileCondition({ field: "parent_id.title", op: "eq", value: "a" }, folder, context);
    const down = compileCondition({ exists: "folders.parent_id", where: inside }, folder, context);

    expect(up.embeds).toEqual(["f1:parent_id(id)"]);
    expect(down.embeds).toEqual(["f1:folders!parent_id(id)"]);
  });

  it.each(["cost", "nothing", "folder_id.secret", "title.x"])("cannot filter by %s", (field) => {
    expect(() => compile({ field, op: "eq", value: 1 })).toThrow(
      expect.objectContaining({ reason: "unknown_field" }),
    );
  });

  it("refuses a list that fits into no address", () => {
    const value = Array.from({ length: 401 }, (_, index) => index);

    expect(() => compile({ field: "number", op: "in", value })).toThrow(
      expect.objectContaining({ reason: "too_many_values" }),
    );
  });

  it("L12: reads a lookup through its relation, and lets a record without it differ", () => {
    const lookup = {
      relation: "folder_id",
      entity: "folders",
      constraint: "note_is_in_a_folder",
      field: "title",
    };
    const seen = { ...notes, fields: [...notes.fields, aField("folder_name", { options: { lookup } })] };
    const compiled = (op: "eq" | "neq") =>
      compileCondition({ field: "folder_name", op, value: "a" }, seen, context);

    expect(compiled("eq")).toMatchObject({
      logic: "f1.not.is.null",
      embedFilters: [{ path: "f1", logic: 'title.eq."a"' }],
    });
    expect(compiled("neq").logic).toBe("not.and(f1.not.is.null)");
  });
});
