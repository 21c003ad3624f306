import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import type { ReactNode } from "react";
import { createMemoryRouter, RouterProvider } from "react-router";
import { beforeAll, describe, expect, it } from "vitest";
import { ConnectionContext } from "../../../src/data/ConnectionContext";
import { connect } from "../../../src/data/connection";
import type { DataRecord } from "../../../src/data/record";
import { snapshotKey } from "../../../src/data/snapshotQuery";
import { FieldDisplay } from "../../../src/field-types/FieldDisplay";
import { FormatSettings } from "../../../src/i18n/FormatSettings";
import { startI18n } from "../../../src/i18n/startI18n";
import { LanguageContext } from "../../../src/i18n/LanguageContext";
import type { Language } from "../../../src/model/label";
import type { Field } from "../../../src/model/snapshot";
import { aField, anEntity } from "./anEntity";

const connection = connect({ url: "http://localhost", key: "sb_publishable_x", demoMembers: [] });
const settings = { timeZone: "Asia/Shanghai", currency: "CNY" };

interface Shown {
  language?: Language;
  titles?: DataRecord["titles"];
  isCompact?: boolean;
  /** Further values of the row. */
  beside?: Record<string, unknown>;
}

function show(field: Field, value: unknown, { language = "en", titles = {}, isCompact, beside }: Shown = {}) {
  const queries = new QueryClient();
  queries.setQueryData(snapshotKey, {
    entities: [anEntity("customers", [aField("name")])],
    people: [{ id: "p1", name: "Lin Yue", isActive: true }],
  });
  const record = { id: 1, values: { [field.name]: value, ...beside }, titles };
  const inApp = (element: ReactNode) => (
    <ConnectionContext value={connection}>
      <QueryClientProvider client={queries}>
        <LanguageContext value={{ language, antdLocale: undefined, setLanguage: () => Promise.resolve() }}>
          <FormatSettings value={settings}>{element}</FormatSettings>
        </LanguageContext>
      </QueryClientProvider>
    </ConnectionContext>
  );
  const element = <FieldDisplay field={field} record={record} isCompact={isCompact ?? true} />;
  return render(<RouterProvider router={createMemoryRouter([{ path: "*", element: inApp(element) }])} />)
    .container;
}

beforeAll(startI18n);

describe("showing a value", () => {
  it.each([null, undefined, "", []])("shows a quiet dash for %j", (value) => {
    expect(show(aField("note"), value).textContent).toBe("–");
  });

  it("shows zero and no as values", () => {
    expect(show(aField("qty", "integer"), 0).textContent).toBe("0");
    expect(show(aField("is_gift", "checkbox"), false, { isCompact: false }).textContent).not.toBe("–");
  });

  it("shows money in the currency of its row, to the cent", () => {
    const total = aField("total", "money", { options: { currency_field: "currency" } });

    expect(show(total, 1234.5, { beside: { currency: "USD" } }).textContent).toBe("$1,234.50");
    expect(show(total, 1234.5, { language: "zh-CN" }).textContent).toBe("¥1,234.50");
    expect(show(total, -0.1).textContent).toBe("-¥0.10");
  });

  it("shows the largest amount that a column takes without losing a cent", () => {
    expect(show(aField("total", "money"), 999999999999.99).textContent).toContain("999,999,999,999.99");
  });

  it("shows a moment with its exact time and zone on hover", () => {
    show(aField("placed_at", "datetime"), "2024-03-01T16:30:00Z");

    expect(screen.getByTitle("Mar 2, 2024, 12:30 AM · Asia/Shanghai")).toHaveTextContent("Mar 2, 2024");
  });

  it("shows a moment of today as a distance", () => {
    const anHourAgo = new Date(Date.now() - 3_660_000).toISOString();

    expect(show(aField("placed_at", "datetime"), anHourAgo, { language: "zh-CN" }).textContent).toBe(
      "1小时前",
    );
  });

  it("shows the same day in every zone", () => {
    expect(show(aField("week", "date"), "2024-03-01").textContent).toBe("Mar 1, 2024");
  });

  it("shows choices by their label, and unknown ones as they are stored", () => {
    const status = aField("status", "choice", {
      options: { choices: [{ value: "paid", label: { en: "Paid", "zh-CN": "已付款" }, color: "green" }] },
    });

    expect(show(status, "paid", { language: "zh-CN" }).textContent).toBe("已付款");
    expect(show(status, "lost").textContent).toBe("lost");
  });

  it("links a relation by name, and shows only a key where the name may not be read", () => {
    const customer = aField("customer_id", "relation", {
      relation: { entity: "customers", constraint: "c" },
    });
    const secret = aField("secret_id", "relation", { relation: { entity: "secrets", constraint: "s" } });

    show(customer, 7, { titles: { customer_id: "Li Wei" } });

    expect(screen.getByRole("link", { name: "Li Wei" })).toHaveAttribute("href", "/e/customers/7");
    expect(show(secret, 7, { titles: { secret_id: null } }).querySelector("a")).toBeNull();
  });

  it("shows people by name", () => {
    expect(show(aField("assignee_id", "person"), "p1").textContent).toContain("Lin Yue");
  });

  it("links web addresses, but nothing that could run code", () => {
    expect(show(aField("page", "url"), "https://a.cn/x").querySelector("a")?.rel).toContain("noopener");
    expect(show(aField("page", "url"), "javascript:alert(1)").querySelector("a")).toBeNull();
  });

  it("links telephone numbers on a record, but not masked ones", () => {
    const phone = aField("phone", "phone");

    expect(show(phone, "+86 138-0013", { isCompact: false }).querySelector("a")?.getAttribute("href")).toBe(
      "tel:+861380013",
    );
    expect(show(phone, "138****0000", { isCompact: false }).querySelector("a")).toBeNull();
  });

  it("shows text as text", () => {
    expect(show(aField("note"), "<b>x</b>").innerHTML).toContain("&lt;b&gt;x&lt;/b&gt;");
  });
});
