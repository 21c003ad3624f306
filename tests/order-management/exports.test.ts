/** Exporting: who may take which columns along, and that it is written down. */
import { beforeAll, describe, expect, it } from "vitest";
import { aMember, asAnon, type Member, viewAs } from "../support/members";
import { sql } from "../support/sql";

let finance: Member;
let viewer: Member;
let admin: Member;

beforeAll(async () => {
  finance = await aMember({ roles: ["finance"] });
  viewer = await aMember({ roles: ["viewer"] });
  admin = await aMember({ roles: ["admin"] });
});

const begin = (member: Pick<Member, "rpc">, fields: unknown, format: unknown = "csv") =>
  member.rpc("begin_export", { entity: "orders", fields, format }, "config");

const noted = async (member: Member) => {
  const { rows } = await sql.query<{ values: unknown }>(
    `select new_values as values from engine.audit_entries
     where member_id = $1 and table_name = 'config.exports' order by id`,
    [member.id],
  );
  return rows.map(({ values }) => values);
};

describe("an export", () => {
  it("S28: can be begun by a role with the right, and is written down", async () => {
    expect((await begin(finance, ["order_no", "grand_total"], "xlsx")).status).toBe(204);

    expect(await noted(finance)).toEqual([
      { entity: "orders", format: "xlsx", fields: ["order_no", "grand_total"] },
    ]);
  });

  it("S28: cannot be begun without the right, and leaves nothing behind", async () => {
    const answer = await begin(viewer, ["order_no"]);

    expect([answer.status, answer.reason]).toEqual([403, "export_not_allowed"]);
    expect((await begin(asAnon(), ["id"])).status).toBe(401);
    expect(await noted(viewer)).toEqual([]);
  });

  it("S28: is not begun through the eyes of a role", async () => {
    const answer = await begin(viewAs(admin, "role:finance"), ["order_no"]);

    expect(answer.reason).toBe("view_as_read_only");
  });

  it.each([[["nothing"]], [["order_no", "platform_fee; drop table orders"]]])(
    "S28: refuses fields that are not his to export: %j",
    async (fields) => {
      const answer = await begin(finance, fields);

      expect([answer.status, answer.reason]).toEqual([403, "fields_not_exportable"]);
    },
  );

  it.each([
    [[], "csv"],
    [null, "csv"],
    [["order_no"], "exe"],
    [["order_no"], null],
  ])("S28: refuses an export of %j as %j", async (fields, format) => {
    const answer = await begin(finance, fields, format);

    expect([answer.status, answer.reason]).toEqual([400, "invalid_export"]);
  });

  it("S28: offers only fields that the role reads and may export", async () => {
    const offered = async (member: Member, entity: string) =>
      (await member.rpc("exportable_fields", { entity }, "config")).body;

    expect(await offered(finance, "orders")).toContain("grand_total");
    expect(await offered(viewer, "orders")).toEqual([]);
    expect((await finance.rpc("exportable_fields", { entity: "pg_class" }, "config")).reason).toBe(
      "unknown_entity",
    );
  });
});
