/** Who may import what, and who may not get round it. */
import { beforeAll, describe, expect, it } from "vitest";
import { aMember, viewAs } from "../support/members";
import { sql } from "../support/sql";
import {
  begin,
  imported,
  importers,
  type Importers,
  type ImportRow,
  ran,
  run,
  stage,
  staged,
} from "./importing";
import { aMemberWith, config, granted } from "./roleEditing";

let boss: Importers["boss"];
let importer: Importers["importer"];
let places: Importers["places"];

beforeAll(async () => {
  ({ boss, importer, places } = await importers());
});

describe("the right to import", () => {
  it("L24, L3: is needed, for these records and these fields", async () => {
    const clerk = await aMember({ roles: ["clerk"] });
    const order = { rows: [[2, { title: "x" }]] satisfies ImportRow[], fields: ["title"] };

    expect(await begin(clerk, order)).toMatchObject({ status: 403, reason: "import_not_allowed" });
    expect(await begin(importer, { ...order, fields: ["title", "secret"] })).toMatchObject({
      status: 403,
      reason: "fields_not_importable",
    });
    expect(
      await begin(importer, { ...order, fields: ["secret", "title"], identifiers: ["secret"], mode: "skip" }),
    ).toMatchObject({ reason: "fields_not_importable" });
    expect(await begin(viewAs(boss, "role:clerk"), order)).toMatchObject({ reason: "view_as_read_only" });
  });

  it("L24: cannot be got round: neither by another's import nor by fields nobody announced", async () => {
    const { member: other } = await aMemberWith(boss, {
      permissions: [
        { entity: "notes", action: "read" },
        { entity: "notes", action: "create" },
        { entity: "notes", action: "import" },
      ],
    });
    const tag = `${places.tag} new`;
    const rows: ImportRow[] = [[2, { title: tag, place_id: places.north, secret: 5 }]];
    const id = await staged(importer, { rows, fields: ["title", "place_id"] });

    expect((await run(other, id)).reason).toBe("unknown_import");
    expect((await stage(other, id, rows)).reason).toBe("unknown_import");
    const peek = await config(other, "staged_rows", { import: id, first: 0, last: 9 });
    expect(peek.reason).toBe("unknown_import");

    await ran(importer, id);
    const { rows: written } = await sql.query("select secret from public.notes where title = $1", [tag]);
    expect(written).toEqual([{ secret: "0.00" }]);
  });

  it("L24: writes no record that the role may not change", async () => {
    const fields = ["title", "state"];
    const rows: ImportRow[] = [[2, { title: `${places.tag} s`, state: "it's done" }]];

    const result = await imported(importer, { rows, fields, mode: "update", identifiers: ["title"] });

    expect(result).toMatchObject({ matched: 0, updated: 0 });
  });
});

describe("config.match_records", () => {
  it("L24: finds records by title, unique field or key, only those in sight", async () => {
    const texts = [`${places.tag} north`, String(places.south), "nowhere"];

    expect(await granted(config(importer, "match_records", { entity: "places", texts }))).toEqual({
      [`${places.tag} north`]: [String(places.north)],
      [String(places.south)]: [String(places.south)],
    });
    expect(
      await granted(config(importer, "match_records", { entity: "notes", texts: [`${places.tag} s`] })),
    ).toEqual({});
  });
});
