/** An address made in one click: real columns, and a line that is computed from them. */
import { describe, expect, it } from "vitest";
import { addressFields } from "../../src/field-editor/addressFields";
import type { AddField } from "../../src/model/fieldChange";
import { inRollback } from "../support/inRollback";
import { columnOf, publish } from "./fieldChanges";

const delivery: AddField = {
  kind: "add_field",
  entity: "notes",
  label: { en: "Delivery address", "zh-CN": "收货地址" },
  type: "address",
  name: "delivery",
};

describe("an address", () => {
  it.each([
    ["en", "1 Main St, 80331 Munich, Germany"],
    ["zh-CN", "Germany Munich 1 Main St 80331"],
  ] as const)("L12: is a column per part and one line in the order of %s", (language, line) =>
    inRollback(async (db) => {
      const changes = addressFields(delivery, { language, taken: [] }).map((change) => ({ ...change }));
      await publish(db, ...changes);

      const shown = await db.value(
        `insert into public.notes (title, delivery_street, delivery_city, delivery_postal_code, delivery_country)
         values ('x', '1 Main St', 'Munich', '80331', 'Germany') returning delivery_line`,
      );

      expect(shown).toBe(line);
      expect(await columnOf(db, "delivery_city")).toMatchObject({
        type: "text",
        comment: "Delivery address: City | 收货地址：城市",
      });
      expect(await columnOf(db, "delivery_line")).toMatchObject({ comment: "Delivery address | 收货地址" });
    })(),
  );

  it("L12: takes names that are free", () => {
    const [first] = addressFields(delivery, { language: "en", taken: ["delivery_city"] });

    expect(first?.name).toBe("delivery_2_street");
  });
});
