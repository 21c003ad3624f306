/** What charts are drawn from: groups by steps of time, and views that keep the kind of a chart. */
import { expect, it } from "vitest";
import { aMember } from "../support/members";
import { config, label } from "./roleEditing";
import { saveView } from "./viewEditing";

it("L18: dates are grouped by month for a chart, and nothing else is", async () => {
  const boss = await aMember({ roles: ["boss"] });
  await boss.rest("/notes", { method: "POST", body: { title: "Counted" } });
  const ask = (group: string) =>
    config(boss, "summarize", {
      entity: "notes",
      question: JSON.stringify({ group, bucket: "month", aggregates: [] }),
    });

  const answer = await ask("created_at");

  expect(JSON.stringify(answer.body)).toMatch(/"key":"\d{4}-\d\d-01"/);
  expect((await ask("title")).reason).toBe("invalid_aggregate");
});

it("L18: a view keeps the kind of its chart, and no other word", async () => {
  const boss = await aMember({ roles: ["boss"] });
  const save = (chart: string) =>
    saveView(boss, null, {
      entity: "notes",
      type: "chart",
      label: label("Months"),
      settings: { chart, group: [{ field: "created_at" }] },
    });

  expect((await save("line.month")).status).toBe(200);
  expect((await save("bars; drop table")).reason).toBe("invalid_view");
});
