/** Files that cannot be imported say why, in both languages, and leave nothing behind. */
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { ImportError } from "../../supabase/order-management/import/ImportError";
import { importFile } from "../../supabase/order-management/import/importFile";
import { sql } from "../support/sql";
import { aFile, aShop, importPath, ofShop, outcomes, retailHeader, withClient } from "./shop";

const row = "1,A{tag},Lamp,1,2011-03-01 10:00:00,5.00,77,France";

async function refusalOf(work: Promise<unknown>): Promise<ImportError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ImportError) return error;
  throw new Error(`expected a refusal, got ${String(error)}`);
}

async function countBatches(): Promise<number> {
  const { rows } = await sql.query<{ count: number }>("select count(*) from public.import_batches");
  return rows[0]?.count ?? 0;
}

const truncated = gzipSync(`${retailHeader}\n${row}\n`).subarray(0, 60);

describe("a file that cannot be imported", () => {
  it.each<[string, string, string | Uint8Array, RegExp]>([
    ["empty_file", "0 bytes", "", /is empty/],
    ["empty_file", "blank lines", "\n\n  \n", /is empty/],
    ["empty_file", "an empty archive", gzipSync(""), /is empty/],
    ["no_rows", "a header alone", `${retailHeader}\n`, /header but no rows/],
    ["wrong_delimiter", "no delimiter", `${retailHeader.replaceAll(",", "^")}\n${row}\n`, /one column/],
    ["missing_columns", "missing columns", "InvoiceNo,Quantity,UnitPrice\n1,2,3\n", /InvoiceDate, StockCode/],
    [
      "broken_quotes",
      "an open quote",
      `${retailHeader}\n${row.replace("Lamp", '"Lamp')}\n${row}\n`,
      /Row 2:/,
    ],
    [
      "broken_quotes",
      "a stray quote",
      `${retailHeader}\n${row}\n${row.replace("Lamp", '"La"mp')}\n`,
      /Row 3:/,
    ],
    [
      "unknown_encoding",
      "Latin-1 bytes",
      Buffer.from(`${retailHeader}\n${row.replace("Lamp", "£4.0")}\n`, "latin1"),
      /GB18030/,
    ],
    ["workbook", "an Excel workbook", Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0]), /Excel/],
    ["damaged_file", "a truncated archive", truncated, /damaged/],
  ])("%s: %s", async (reason, ...[, content, message]) => {
    const shop = await aShop();
    const before = await countBatches();

    const error = await refusalOf(importPath(await aFile("faulty.csv", content), shop.retail));

    expect(error.reason).toBe(reason);
    expect(error.text.en).toMatch(message);
    expect(error.text.zh).toMatch(/\p{Script=Han}/u);
    expect(await countBatches()).toBe(before);
  });

  it("no_such_file: names the file", async () => {
    const shop = await aShop();

    const error = await refusalOf(importPath("/nowhere/orders.csv", shop.retail));

    expect(error.reason).toBe("no_such_file");
    expect(error.text.en).toContain("/nowhere/orders.csv");
  });

  it("unknown_profile: lists the known ones", async () => {
    const error = await refusalOf(importPath(await aFile("a.csv", `${retailHeader}\n${row}\n`), "nonsense"));

    expect(error.reason).toBe("unknown_profile");
    expect(error.text.en).toContain("uci-online-retail");
  });

  it("wrong_delimiter: the profile's own delimiter is not the file's", async () => {
    const shop = await aShop();
    await sql.query("update public.import_profiles set delimiter = ';' where name = $1", [shop.retail]);

    const error = await refusalOf(importPath(await aFile("a.csv", `${retailHeader}\n${row}\n`), shop.retail));

    expect(error.reason).toBe("wrong_delimiter");
  });

  it("already_running: another process holds the file", { timeout: 60_000 }, async () => {
    const shop = await aShop();
    const path = await aFile("a.csv", `${retailHeader}\n${row.replace("{tag}", shop.tag)}\n`);

    await withClient(async (other) => {
      let second: Promise<ImportError> | undefined;
      await importFile(other, {
        path,
        profile: shop.retail,
        onFinish: async () => {
          second = refusalOf(importPath(path, shop.retail));
          expect((await second).reason).toBe("already_running");
        },
      });
    });
  });
});

describe("a file in another form", () => {
  const chinese = (tag: string) =>
    `订单号,下单时间,SKU,商品名称,数量,单价,收货人\nZH-1,2024-05-01 08:00,A${tag},演示商品,1,9.90,欧阳娜娜\n`;

  // 欧阳娜娜 and 演示商品 in GBK, the header too: written by hand because Node only decodes GBK.
  const gbk = (tag: string) =>
    Buffer.concat([
      Buffer.from(
        "b6a9b5a5bac5 2c cfc2b5a5cab1bce4 2c 534b55 2c c9ccc6b7c3fbb3c6 2c cafdc1bf 2c b5a5bcdb 2c cad5bbf5c8cb 0a".replaceAll(
          " ",
          "",
        ),
        "hex",
      ),
      Buffer.from(`ZH-1,2024-05-01 08:00,A${tag},`),
      Buffer.from("d1ddcabec9ccc6b7", "hex"),
      Buffer.from(",1,9.90,"),
      Buffer.from("c5b7d1f4c4c8c4c8", "hex"),
      Buffer.from("\n"),
    ]);

  const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();

  it.each<[string, (tag: string) => Uint8Array]>([
    ["UTF-8", (tag) => Buffer.from(chinese(tag))],
    ["UTF-8 with a mark", (tag) => Buffer.from(`\uFEFF${chinese(tag)}`)],
    ["GBK", gbk],
    ["UTF-16 LE with a mark", (tag) => Buffer.from(`\uFEFF${chinese(tag)}`, "utf16le")],
    ["UTF-16 BE with a mark", (tag) => utf16be(`\uFEFF${chinese(tag)}`)],
    ["gzip", (tag) => gzipSync(chinese(tag))],
    ["Windows line endings", (tag) => Buffer.from(chinese(tag).replaceAll("\n", "\r\n"))],
    ["old Mac line endings", (tag) => Buffer.from(chinese(tag).replaceAll("\n", "\r"))],
    ["tabs", (tag) => Buffer.from(chinese(tag).replaceAll(",", "\t"))],
    [
      "semicolons and quotes",
      (tag) =>
        Buffer.from(
          chinese(tag)
            .replaceAll(/[^,\n]+/g, '"$&"')
            .replaceAll(",", ";"),
        ),
    ],
    ["no line ending at its end", (tag) => Buffer.from(chinese(tag).trimEnd())],
    ["a NUL in a cell", (tag) => Buffer.from(chinese(tag).replace("演示商品", "演示\0商品"))],
  ])("is read: %s", async (_, content) => {
    const shop = await aShop();

    const result = await importPath(await aFile("orders.csv", content(shop.tag)), shop.standard);

    expect(await outcomes(result)).toEqual(["created"]);
    expect(
      await ofShop(
        shop,
        `select o.ship_name, l.title from shop join orders o on o.channel_id = shop.id
         join order_lines l on l.order_id = o.id`,
      ),
    ).toEqual([{ ship_name: "欧阳娜娜", title: "演示商品" }]);
  });

  it("finds the profile by its header when none is named", async () => {
    const { tag } = await aShop();
    const path = await aFile(
      "retail.csv",
      `${retailHeader}\nX${tag},A${tag},Lamp,1,2011-03-01 10:00:00,5,,France\n`,
    );

    const result = await withClient((db) => importFile(db, { path, isDryRun: true }));

    expect(result.profile).toMatch(/retail/);
  });
});
