/** Makes the first admin of a project; refuses as soon as there is one. */
import { Client } from "pg";
import { createUser, findUser } from "./adminInterface";
import type { AdminAccess } from "./adminInterface";
import { randomPassword } from "./randomPassword";

export interface NewAdmin {
  email: string;
  name: string;
}

/** Returns what to tell the operator. An account that exists keeps its password. */
export async function makeFirstAdmin(
  target: AdminAccess & { databaseUrl: string },
  { email, name }: NewAdmin,
): Promise<string> {
  const database = new Client({ connectionString: target.databaseUrl });
  await database.connect();
  try {
    await refuseSecond(database);
    const before = await findUser(database, email);
    const password = randomPassword();
    const userId = before ?? (await createUser(target, { email, password, name }));
    if (!userId) throw new Error(`The account ${email} can neither be created nor found.`);
    await database.query("select engine.bootstrap_admin($1, $2)", [userId, name]);
    const secret = before ? "its password is unchanged  密码未变" : `password  密码: ${password}`;
    return `${email} is the first admin  首位管理员\n${secret}`;
  } finally {
    await database.end();
  }
}

/** Asked before an account is made; the database asks again under a lock. */
async function refuseSecond(database: Client): Promise<void> {
  const { rows } = await database.query<{ count: number }>("select engine.admin_count()::int as count");
  if (rows[0]?.count !== 0) {
    throw new Error("There is an admin already, who can add further members.  已有管理员，请由其添加成员。");
  }
}
