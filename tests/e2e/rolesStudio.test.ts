/** The pages about roles in a browser: ready-made rights, conditions, versions, conflicts, the keyboard. */
import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { inBrowser } from "../support/inBrowser";
import { aMember, anAccount } from "../support/members";
import { sql } from "../support/sql";
import { aRole, cellsOf, saveCells } from "./aRole";
import { pickOption } from "./pick";

const aTag = () => randomBytes(3).toString("hex");
const save = "Save and apply";

describe("the page of a role", () => {
  it(
    "L8: a ready-made set of rights fills the row, and acts once it is saved",
    inBrowser(async ({ enter, page }) => {
      const role = await aRole(`Ready ${aTag()}`, [{ entity: "channels", action: "read" }]);
      await enter(await anAccount({ roles: ["admin"] }), `/studio/roles/${role.id}`);

      await page.getByRole("button", { name: "Ready-made rights: Channels" }).click();
      await page.getByRole("menuitem", { name: "Add and view all" }).click();
      await page.getByRole("button", { name: "Channels · Add: All (changed, not saved)" }).waitFor();
      await page.getByRole("button", { name: "Review and save" }).click();
      await page.getByRole("dialog").getByText("May now add records and fill in").first().waitFor();
      await page.getByRole("button", { name: save }).click();
      await page.getByText("Saved. It acts from now on.").waitFor();

      expect(await cellsOf(role.id)).toEqual(["channels create", "channels read"]);
    }),
  );

  it(
    "L2: the matrix is moved through and changed by keyboard alone",
    inBrowser(async ({ enter, page }) => {
      const role = await aRole(`Keys ${aTag()}`, [{ entity: "channels", action: "read" }]);
      await enter(await anAccount({ roles: ["admin"] }), `/studio/roles/${role.id}`);
      await page.getByRole("button", { name: /^Channels · See/ }).focus();

      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("Enter");
      await page.locator("[role=menuitem]:focus").filter({ hasText: "All" }).waitFor();
      await page.keyboard.press("Enter");

      await page.getByRole("button", { name: "Channels · Add: All (changed, not saved)" }).waitFor();
    }),
  );

  it(
    "L1: keeps what was changed when somebody else was faster, and puts it on top",
    inBrowser(async ({ enter, page, expectProblem }) => {
      expectProblem(/409/);
      const role = await aRole(`Race ${aTag()}`, [{ entity: "channels", action: "read" }]);
      await enter(await anAccount({ roles: ["admin"] }), `/studio/roles/${role.id}`);
      await page.getByRole("button", { name: /^Channels · Delete/ }).click();
      await page.getByRole("menuitem", { name: "All" }).click();
      await saveCells(role.id, [
        { entity: "channels", action: "read", scope: null, fields: null },
        { entity: "carriers", action: "read", scope: null, fields: null },
      ]);

      await page.getByRole("button", { name: "Review and save" }).click();
      await page.getByText("Somebody else saved this role meanwhile").waitFor();
      await page.getByRole("button", { name: "Put mine on top" }).click();
      await page.getByText("May now delete records").waitFor();
      await page.getByRole("button", { name: save }).click();
      await page.getByText("Saved. It acts from now on.").waitFor();

      expect(await cellsOf(role.id)).toEqual(["carriers read", "channels delete", "channels read"]);
    }),
  );

  it(
    "asks before unsaved changes are left",
    inBrowser(async ({ enter, page }) => {
      const role = await aRole(`Leave ${aTag()}`, [{ entity: "channels", action: "read" }]);
      await enter(await anAccount({ roles: ["admin"] }), `/studio/roles/${role.id}`);
      await page.getByRole("button", { name: /^Channels · Delete/ }).click();
      await page.getByRole("menuitem", { name: "All" }).click();

      await page.getByRole("navigation").getByRole("link", { name: "Orders", exact: true }).first().click();
      await page.getByText("Leave without saving?").last().waitFor();
      await page.getByRole("button", { name: "Stay here" }).click();

      await page.getByRole("button", { name: "Channels · Delete: All (changed, not saved)" }).waitFor();
    }),
  );

  it(
    "L7: an operation is allowed by a tick, for the very next request",
    inBrowser(async ({ enter, page }) => {
      const role = await aRole(`Works ${aTag()}`, [{ entity: "channels", action: "read" }]);
      await enter(await anAccount({ roles: ["admin"] }), `/studio/roles/${role.id}?tab=operations`);
      const first = page.locator(".ant-checkbox-group").getByRole("checkbox").first();
      await first.check();

      await page.getByRole("button", { name: "Review and save" }).click();
      await page.getByText(/May now do: /).waitFor();
      await page.getByRole("button", { name: save }).click();
      await page.getByText("Saved. It acts from now on.").waitFor();

      const { rows } = await sql.query<{ allowed: boolean }>(
        `select has_function_privilege('bo_' || $1, p.oid, 'execute') as allowed
         from config.role_operations as o join pg_proc as p
           on p.proname = o.operation_name and p.pronamespace = 'public'::regnamespace
         where o.role_id = $2`,
        [role.key, role.id],
      );
      expect(rows).toEqual([{ allowed: true }]);
    }),
  );

  it(
    "L1: is duplicated, and deleted with its members given another role; nothing of it is left",
    inBrowser(async ({ enter, page }) => {
      const role = await aRole(`Doomed ${aTag()}`, [{ entity: "channels", action: "read" }]);
      const holder = await anAccount({ roles: [role.key], name: `Holder of ${role.label}` });
      await enter(await anAccount({ roles: ["admin"] }), "/studio/roles");

      await page.getByRole("button", { name: `Actions for ${role.label}` }).click();
      await page.getByRole("menuitem", { name: "Duplicate" }).click();
      await page.getByRole("button", { name: "Create role" }).click();
      await page.getByRole("heading", { level: 1, name: `${role.label} (copy)` }).waitFor();
      await page.getByRole("button", { name: "Channels · See: All" }).waitFor();
      await page.getByRole("main").getByRole("link", { name: "Roles" }).click();
      await page.getByRole("button", { name: `Actions for ${role.label}`, exact: true }).click();
      await page.getByRole("menuitem", { name: "Delete" }).click();
      const dialog = page.getByRole("dialog");
      await pickOption(page, dialog.getByRole("combobox"), "Viewer");
      await dialog.getByRole("button", { name: "Delete role" }).click();
      await page.getByText(`“${role.label}” was deleted`).waitFor();

      const { rows } = await sql.query<{ role: string | null; keys: string[] }>(
        `select to_regrole('bo_' || $1)::text as role, array_agg(r.key::text) as keys
         from config.member_roles as mr join config.roles as r on r.id = mr.role_id where mr.member_id = $2`,
        [role.key, holder.id],
      );
      expect(rows[0]).toEqual({ role: null, keys: ["viewer"] });
    }),
  );
});

describe("a named condition", () => {
  it(
    "L5: is changed once and acts on three kinds of records",
    inBrowser(async ({ enter, page }) => {
      const tag = aTag();
      const entities = ["channels", "warehouses", "carriers"];
      await sql.query(
        "select engine.define_scope($1, jsonb_build_object('en', $2::text, 'zh-CN', $2::text), $3)",
        [`first_${tag}`, `First ${tag}`, JSON.stringify({ all: [{ field: "id", op: "lte", value: 0 }] })],
      );
      const role = await aRole(
        `Scoped ${tag}`,
        entities.map((entity) => ({ entity, action: "read", scope: `first_${tag}` })),
      );
      const member = await aMember({ roles: [role.key] });
      const seen = async () => {
        const answers = await Promise.all(entities.map((entity) => member.rest(`/${entity}?select=id`)));
        return answers.map(({ rows }) => rows.length);
      };
      expect(await seen()).toEqual([0, 0, 0]);
      await enter(await anAccount({ roles: ["admin"] }), "/studio/scopes");

      await page.getByRole("button", { name: `Edit First ${tag}` }).click();
      await page.getByRole("dialog").getByRole("spinbutton").fill("1");
      await page.getByRole("button", { name: "Review and save" }).click();
      await page.getByText(`Role “${role.label}”`).waitFor();
      expect(await page.getByText(/Sees 0 → 1 records/).count()).toBe(3);
      await page.getByRole("button", { name: save }).click();
      await page.getByText("Saved. It acts from now on.").waitFor();

      expect(await seen()).toEqual([1, 1, 1]);
    }),
  );
});

describe("versions", () => {
  it(
    "N3: an earlier state comes back after its meaning was shown",
    inBrowser(async ({ enter, page }) => {
      const role = await aRole(`Back ${aTag()}`, [{ entity: "channels", action: "read" }]);
      const { rows } = await sql.query<{ id: string }>("select max(id) as id from config.versions");
      await saveCells(role.id, []);
      await enter(await anAccount({ roles: ["admin"] }), "/studio/versions");

      await page.getByRole("button", { name: `Restore version ${rows[0]?.id ?? ""}` }).click();
      await page.getByRole("dialog").getByText("May now see").first().waitFor();
      await page.getByRole("dialog").getByRole("button", { name: "Restore" }).click();
      await page.getByText(/is in force again/).waitFor();

      expect(await cellsOf(role.id)).toEqual(["channels read"]);
    }),
  );
});
