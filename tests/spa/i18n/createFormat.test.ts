import { describe, expect, it } from "vitest";
import { createFormat } from "../../../src/i18n/createFormat";

const english = createFormat({ language: "en", timeZone: "Asia/Shanghai", currency: "CNY" });
const chinese = createFormat({ language: "zh-CN", timeZone: "America/New_York", currency: "CNY" });

describe("createFormat", () => {
  it("writes money in its own currency, else the shop's", () => {
    expect(english.money("1234.5", "USD")).toBe("$1,234.50");
    expect(chinese.money(1234.5)).toBe("¥1,234.50");
  });

  it("shows a moment in the given time zone", () => {
    expect(english.dateTime("2026-03-01T20:30:00Z")).toBe("Mar 2, 2026, 4:30 AM");
    expect(chinese.dateTime("2026-03-01T20:30:00Z")).toBe("2026年3月1日 15:30");
  });

  it("leaves a calendar day where it is", () => {
    expect(english.date("2026-03-01")).toBe("Mar 1, 2026");
    expect(chinese.date("2026-03-01")).toBe("2026年3月1日");
  });

  it("speaks of moments nearby", () => {
    const now = new Date("2026-03-01T12:00:00Z");

    expect(english.relative("2026-03-01T09:00:00Z", now)).toBe("3 hours ago");
    expect(chinese.relative("2026-03-03T12:00:00Z", now)).toBe("后天");
    expect(english.relative("2026-03-01T11:59:50Z", now)).toBe("now");
  });

  it("is silent about what is missing", () => {
    expect([english.number(null), english.money(""), english.date(undefined), english.relative("x")]).toEqual(
      ["", "", "", ""],
    );
  });
});
