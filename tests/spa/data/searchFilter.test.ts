import { describe, expect, it } from "vitest";
import { grams } from "../../../src/data/grams";
import { searchFilter } from "../../../src/data/searchFilter";
import { folders, notes } from "./sampleEntities";

describe("grams", () => {
  it("gives every character and adjacent pair once, lowercased, without blanks alone", () => {
    expect(grams(" Ab  aB ")).toEqual(["a", "b", "ab", "b ", " a"]);
  });
});

describe("searchFilter", () => {
  it("searches Latin text in all text fields by pattern", () => {
    expect(searchFilter(" R&D  50% ", notes)).toBe(
      'or(title.ilike."*R&D 50\\\\%*",body.ilike."*R&D 50\\\\%*")',
    );
  });

  it("searches Chinese text only where grams are kept", () => {
    expect(searchFilter("小明", notes)).toBe('or(title_grams.cs."{\\"小\\",\\"明\\",\\"小明\\"}")');
  });

  it("checks longer Chinese text once more, because pairs alone also match elsewhere", () => {
    expect(searchFilter("王小明", notes)).toBe(
      'or(and(title_grams.cs."{\\"王\\",\\"小\\",\\"明\\",\\"王小\\",\\"小明\\"}",title.ilike."*王小明*"))',
    );
  });

  it("searches two characters by grams and numbers by value", () => {
    expect(searchFilter("12", notes)).toBe('or(title_grams.cs."{\\"1\\",\\"2\\",\\"12\\"}",number.eq.12)');
  });

  it("is nothing for an empty text and finds nothing where nothing can be searched", () => {
    expect(searchFilter("  ", notes)).toBeUndefined();
    expect(searchFilter("abc", folders)).toBe("id.is.null");
  });

  it("uses patterns where an entity keeps no grams at all", () => {
    expect(searchFilter("北京", { ...folders, searchFields: ["title"] })).toBe('or(title.ilike."*北京*")');
  });
});
