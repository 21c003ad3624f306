/** Which names wait for their translation. */
import { expect, it } from "vitest";
import { isUntranslated } from "../../../src/studio/translations/isUntranslated";

it.each([
  ["Title", "Title", true],
  ["标题", "标题", true],
  ["订单 no.", "订单号", true],
  ["Title", "标题", false],
  ["SKU", "SKU", false],
  ["2026", "2026", false],
])("L32: “%s | %s” waits: %s", (en, zh, isWaiting) => {
  expect(isUntranslated({ en, "zh-CN": zh })).toBe(isWaiting);
});
