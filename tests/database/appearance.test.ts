import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aMember, asAnon, type Member } from "../support/members";
import { config, granted } from "./roleEditing";

let boss: Member;
let clerk: Member;

const picture = `data:image/svg+xml;base64,${btoa("<svg/>")}`;
const save = (who: Member, appearance: object) => config(who, "save_appearance", { appearance });

beforeAll(async () => {
  [boss, clerk] = await Promise.all([aMember({ roles: ["boss"] }), aMember({ roles: ["clerk"] })]);
});
afterAll(async () => {
  await granted(save(boss, { color: null, logo: null, theme: "system", density: "comfortable" }));
});

describe("config.save_appearance", () => {
  it("L33: gives everybody colour, logo, theme and density with the next snapshot", async () => {
    const looks = { color: "#7a1f5c", logo: picture, theme: "dark", density: "compact" };

    await granted(save(boss, { ...looks, color: "#7A1F5C" }));

    expect(await granted(config(clerk, "snapshot"))).toMatchObject({ settings: { appearance: looks } });
  });

  it("L33: needs the right to configure settings", async () => {
    expect((await save(clerk, { color: "#000000" })).reason).toBe("right_missing");
    const nobody = await config(asAnon(), "save_appearance", { appearance: {} });
    expect(nobody.status).toBeGreaterThanOrEqual(401);
    const straight = await clerk.rest("/settings", {
      method: "PATCH",
      body: { logo: null },
      schema: "config",
    });
    expect(straight.status).toBe(403);
  });

  it.each([
    [{ color: "#ffd24d" }, "contrast_too_low"],
    [{ color: "red" }, "invalid_appearance"],
    [{ color: "#12345g" }, "invalid_appearance"],
    [{ logo: "https://example.com/logo.png" }, "invalid_appearance"],
    [{ logo: "data:text/html;base64,PGI+" }, "invalid_appearance"],
    [{ logo: `data:image/png;base64,${"A".repeat(90_001)}` }, "invalid_appearance"],
    [{ theme: "pink" }, "invalid_appearance"],
    [{ name: { en: "" } }, "invalid_label"],
  ])("L33: refuses %j", async (appearance, reason) => {
    expect((await save(boss, appearance)).reason).toBe(reason);
  });
});
