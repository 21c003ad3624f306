/** members.json: the members that the first start made, with their passwords, for the owner of the machine only. */
import { join } from "node:path";
import type { Label } from "../../src/model/label";
import { isObject, readJson, textOf, writeJson } from "./jsonFile";

export interface DemoMember {
  /** Key of the role. */
  role: string;
  /** Name of the role. */
  label?: Label;
  name: string;
  email: string;
  password: string;
}

const fileOf = (directory: string) => join(directory, "members.json");

/** Undefined until the first start has finished. */
export function readMembers(directory: string): DemoMember[] | undefined {
  const list = readJson(fileOf(directory))?.members;
  if (!Array.isArray(list)) return undefined;
  return list.filter(isObject).map((member) => ({
    role: textOf(member, "role") ?? "",
    ...labelOf(member.label),
    name: textOf(member, "name") ?? "",
    email: textOf(member, "email") ?? "",
    password: textOf(member, "password") ?? "",
  }));
}

function labelOf(label: unknown): { label?: Label } {
  if (!isObject(label)) return {};
  return { label: { en: textOf(label, "en") ?? "", "zh-CN": textOf(label, "zh-CN") ?? "" } };
}

export function writeMembers(directory: string, members: readonly DemoMember[]): void {
  writeJson(fileOf(directory), { members });
}
