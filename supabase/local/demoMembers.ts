/** The members that the first start made, one per role, with their passwords: for the owner of the machine only. */
import { join } from "node:path";
import type { DemoMember } from "./gateway/pagesApp";
import { isObject, readJson, textOf } from "./jsonFile";

export const membersFile = (directory: string) => join(directory, "members.json");

export function readDemoMembers(directory: string): DemoMember[] | undefined {
  const list = readJson(membersFile(directory))?.members;
  if (!Array.isArray(list)) return undefined;
  return list.filter(isObject).map((member) => ({
    role: textOf(member, "role") ?? "",
    name: textOf(member, "name") ?? "",
    email: textOf(member, "email") ?? "",
    password: textOf(member, "password") ?? "",
  }));
}
