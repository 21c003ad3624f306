import { describe, expect, it } from "vitest";
import { canAccess } from "../../../src/data/accessControlProvider";
import { readMailLink } from "../../../src/data/mailLink";
import { returnPath } from "../../../src/session/returnPath";
import { aSnapshot, notes } from "./sampleEntities";

describe("canAccess", () => {
  const actions = { create: false, update: true, delete: false, export: true, import: false };
  const snapshot = aSnapshot({ entities: [{ ...notes, actions }] });

  it("answers from the snapshot", () => {
    expect(canAccess(snapshot, "notes", "list")).toBe(true);
    expect(canAccess(snapshot, "notes", "edit")).toBe(true);
    expect(canAccess(snapshot, "notes", "create")).toBe(false);
    expect(canAccess(snapshot, "notes", "delete")).toBe(false);
  });

  it("cannot reach what the role does not have, nor unknown actions", () => {
    expect(canAccess(snapshot, "salaries", "list")).toBe(false);
    expect(canAccess(snapshot, "notes", "fly")).toBe(false);
    expect(canAccess(undefined, "notes", "list")).toBe(false);
  });

  it("cannot write through other eyes", () => {
    const viewing = aSnapshot({ viewAs: { role: { id: "r2", key: "viewer", label: notes.label } } });

    expect(canAccess(viewing, "notes", "edit")).toBe(false);
    expect(canAccess(viewing, "notes", "list")).toBe(true);
  });
});

describe("readMailLink", () => {
  it("knows invitations, recoveries and spoilt links", () => {
    expect(readMailLink("#access_token=x&type=invite").kind).toBe("invite");
    expect(readMailLink("#access_token=x&type=recovery").kind).toBe("recovery");
    expect(readMailLink("#error=access_denied&error_code=otp_expired").problem).toBe("otp_expired");
    expect(readMailLink("")).toEqual({ kind: undefined, problem: undefined });
  });
});

describe("returnPath", () => {
  it("never leads to another host", () => {
    expect(returnPath({ from: "/e/orders?q=R%26D" })).toBe("/e/orders?q=R%26D");
    expect(returnPath({ from: "//evil.example" })).toBe("/");
    expect(returnPath({ from: "https://evil.example" })).toBe("/");
    expect(returnPath(undefined)).toBe("/");
  });
});
