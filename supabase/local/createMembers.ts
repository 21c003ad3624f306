/** Makes the members of the first start: one per role with the demo, else the first admin alone. */
import type { Client } from "pg";
import type { Label } from "../../src/model/label";
import { createUser, findUser, setPassword } from "./adminInterface";
import type { AdminAccess } from "./adminInterface";
import type { DemoMember } from "./memberFile";
import { randomPassword } from "./randomPassword";

const NAMES = [
  "Lin Yue 林月",
  "Sofia Meyer",
  "Chen Bo 陈波",
  "Emma Brown",
  "Wang Fang 王芳",
  "James Carter",
  "Li Wei 李伟",
  "Anna Fischer",
];

/** May run again after it was broken off: whom it finds already gets a new password. */
export async function createDemoMembers(access: AdminAccess, database: Client): Promise<DemoMember[]> {
  const { rows } = await database.query<{ key: string; label: Label }>(
    "select key, label from config.roles where is_active order by rank, key",
  );
  const members: DemoMember[] = [];
  for (const [at, { key, label }] of rows.entries()) {
    const member = { ...newMember(key, NAMES[at % NAMES.length] ?? key), label };
    const userId = await ensureUser(access, database, member);
    await database.query(
      `select engine.add_member($1, $2, array[$3], must_change_password => false)
       where not exists (select from config.members where user_id = $1)`,
      [userId, member.name, member.role],
    );
    members.push(member);
  }
  return members;
}

export async function createFirstAdmin(access: AdminAccess, database: Client): Promise<DemoMember[]> {
  const member = newMember("admin", NAMES[0] ?? "Admin");
  const userId = await ensureUser(access, database, member);
  await database.query(
    `select engine.bootstrap_admin($1, $2)
     where not exists (select from config.members where user_id = $1)`,
    [userId, member.name],
  );
  return [member];
}

function newMember(role: string, name: string): DemoMember {
  return { role, name, email: `${role.replaceAll("_", "-")}@kontor.example`, password: randomPassword() };
}

async function ensureUser(access: AdminAccess, database: Client, member: DemoMember): Promise<string> {
  const created = await createUser(access, member);
  if (created) return created;
  const id = await findUser(database, member.email);
  if (!id) throw new Error(`The account ${member.email} can neither be created nor found.`);
  await setPassword(access, id, member.password);
  return id;
}
