/** Notes written over REST, and permissions to write them. */
import type { RestClient } from "../support/RestClient";
import type { PermissionDraft } from "./roleEditing";

export const write = (action: string, rest: Partial<PermissionDraft> = {}): PermissionDraft => ({
  entity: "notes",
  action,
  fields: ["title", "place_id", "state"],
  ...rest,
});
export const reads = { entity: "notes", action: "read" };

export const post = (member: RestClient, body: unknown) =>
  member.rest("/notes?select=id,owner_id,state,secret", {
    method: "POST",
    body,
    prefer: "return=representation",
  });
export const patch = (member: RestClient, id: unknown, body: unknown) =>
  member.rest(`/notes?id=eq.${String(id)}&select=id,owner_id,state`, {
    method: "PATCH",
    body,
    prefer: "return=representation",
  });
