/** The command as people type it: what it says, its exit code, the report that it leaves. */
import { access, readFile } from "node:fs/promises";
import { describe, expect, inject, it } from "vitest";
import { startImport } from "./command";
import { aFile, aShop, ofShop, retailFile } from "./shop";

const run = (...args: string[]) => startImport(inject("stack").databaseUrl, ...args).finished;

describe("npm run import", () => {
  it("imports a file, counts, and reports rejected rows", async () => {
    const shop = await aShop();
    const path = await retailFile(shop, [
      "1,A{tag},Lamp,2,2011-03-01 10:00:00,5.00,77,France",
      "2,A{tag},Lamp,two,2011-03-01 10:00:00,5.00,77,France",
    ]);
    const report = await aFile("report.csv", "");

    const { code, output } = await run(path, "--profile", shop.retail, "--report", report);

    expect(code).toBe(0);
    expect(output).toContain("Imported | 已导入: 1");
    expect(output).toContain("Rejected | 已拒绝: 1");
    expect(output).toContain("1 × bad_quantity (first: row 3 | 首行：3)");
    expect(await readFile(report, "utf8")).toContain("数量“two”不是整数");
    expect(
      await ofShop(shop, "select external_no from shop join orders o on o.channel_id = shop.id"),
    ).toEqual([{ external_no: "1" }]);
  });

  it("says that a file is known, and that a dry run wrote nothing", async () => {
    const shop = await aShop();
    const path = await retailFile(shop, ["1,A{tag},Lamp,2,2011-03-01 10:00:00,5.00,77,France"]);

    const dry = await run(path, "--profile", shop.retail, "--dry-run");
    expect(dry.output).toContain("Dry run: nothing was written. | 试运行：未写入任何数据。");
    expect(await ofShop(shop, "select id from shop")).toEqual([]);

    await run(path, "--profile", shop.retail);
    const again = await run(path, "--profile", shop.retail);
    expect(again.output).toContain(
      "This file was imported before; nothing is new. | 该文件此前已导入，没有新数据。",
    );
  });

  it.each([
    [["/nowhere/at-all.csv"], /There is no file "\/nowhere\/at-all\.csv"\./],
    [[], /Name exactly one file/],
    [["a.csv", "--colour"], /Unknown option '--colour'/],
  ])("refuses %j with a message and exit code 1", async (args, message) => {
    const { code, output } = await run(...args);

    expect(code).toBe(1);
    expect(output).toMatch(message);
    expect(output).toMatch(/\p{Script=Han}/u);
    expect(output).not.toMatch(/\n\s+at /);
  });

  it("writes no report when nothing is rejected", async () => {
    const shop = await aShop();
    const path = await retailFile(shop, ["1,A{tag},Lamp,2,2011-03-01 10:00:00,5.00,77,France"]);
    const report = `${path}.report`;

    await run(path, "--profile", shop.retail, "--report", report);

    await expect(access(report)).rejects.toThrow();
  });
});
