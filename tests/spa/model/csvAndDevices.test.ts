// @vitest-environment node
import { describe, expect, it } from "vitest";
import { describeDevice } from "../../../src/model/describeDevice";
import { toCsv } from "../../../src/model/toCsv";

describe("toCsv", () => {
  it("quotes what needs it and begins with a byte order mark", () => {
    expect(toCsv([["a", 'say "hi"', "b,c", null, 7]])).toBe('\uFEFFa,"say ""hi""","b,c",,7\r\n');
  });

  it.each(["=1+1", "+1", "-1", "@sum", "\tx"])("lets no spreadsheet run %j", (text) => {
    expect(toCsv([[text]])).toBe(`\uFEFF'${text}\r\n`);
  });
});

describe("describeDevice", () => {
  it.each([
    ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/147.0.0.0 Safari/537.36", "Chrome", "Windows"],
    ["Mozilla/5.0 (Windows NT 10.0) Chrome/147.0 Safari/537.36 Edg/147.0", "Edge", "Windows"],
    ["Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", "Safari", "iPhone"],
    ["Mozilla/5.0 (Linux; Android 15) Chrome/147.0 Safari/537.36 MicroMessenger/8.0", "WeChat", "Android"],
    ["curl/8.5", undefined, undefined],
    [null, undefined, undefined],
  ])("reads %s", (userAgent, browser, system) => {
    expect(describeDevice(userAgent)).toEqual({ browser, system });
  });
});
