import { describe, expect, it } from "vitest";
import { initials } from "../../../src/ui/initials";
import { navigationSections } from "../../../src/shell/navigationSections";
import { pickEntries } from "../../../src/shell/pickEntries";
import { aSnapshot, folders, notes } from "../data/sampleEntities";

const label = (text: string) => ({ en: text, "zh-CN": text });
const options = { labelOf: ({ en }: { en: string }) => en, otherLabel: "Other" };

describe("navigationSections", () => {
  it("groups by job, in order, without hidden entities", () => {
    const snapshot = aSnapshot({
      groups: [
        { key: "late", label: label("Late"), icon: null, position: 20 },
        { key: "early", label: label("Early"), icon: null, position: 10 },
      ],
      entities: [
        { ...notes, group: "late" },
        { ...folders, group: "early" },
        { ...folders, name: "loose", group: null },
        { ...folders, name: "hidden", group: "early", isHidden: true },
      ],
    });

    const sections = navigationSections(snapshot, options);

    expect(sections.map((section) => [section.label, section.items.map(({ path }) => path)])).toEqual([
      ["Early", ["/e/folders"]],
      ["Late", ["/e/notes"]],
      ["Other", ["/e/loose"]],
    ]);
  });

  it("has no heading when nothing is grouped", () => {
    expect(navigationSections(aSnapshot(), options).map((section) => section.label)).toEqual([undefined]);
  });
});

describe("pickEntries", () => {
  it("wants every word somewhere", () => {
    const entries = [
      { key: "a", group: "g", icon: null, label: "New: Orders", words: "订单" },
      { key: "b", group: "g", icon: null, label: "Orders" },
    ];

    expect(pickEntries(entries, "ord new").map(({ key }) => key)).toEqual(["a"]);
    expect(pickEntries(entries, "订单").map(({ key }) => key)).toEqual(["a"]);
    expect(pickEntries(entries, "")).toHaveLength(2);
  });
});

describe("initials", () => {
  it("knows Latin and Chinese names", () => {
    expect(initials("Ada King")).toBe("AK");
    expect(initials("王小明")).toBe("小明");
    expect(initials("cher")).toBe("C");
  });
});
