/** The same buyer and the same records in any database, and what the buyer reads there over REST. */
import pg from "pg";
import { createUser } from "../../supabase/local/adminInterface";
import { openSession } from "../support/signIn";
import type { StackAddress } from "../support/testStack";

export const buyer = {
  name: "Bo Yer",
  email: "bo.yer@example.com",
  password: "correct horse battery staple",
};

export async function addBuyer(stack: StackAddress): Promise<void> {
  const userId = await createUser(stack, buyer);
  await execute(stack, "select engine.add_member($1, $2, array['buyer'], must_change_password => false)", [
    userId,
    buyer.name,
  ]);
}

export async function addSupplier(stack: StackAddress): Promise<void> {
  await execute(stack, "insert into public.suppliers (code, name) values ('S1', 'Lotus Mill')");
}

/** A visit that the buyer does not see. */
export async function addStrangeVisit(stack: StackAddress): Promise<void> {
  await execute(stack, "insert into public.supplier_visits (name) values ('Of somebody else')");
}

/** What the REST interface answers the buyer. */
export async function readAsBuyer(stack: StackAddress, query: string): Promise<unknown> {
  const { access_token } = await openSession(buyer, stack);
  const answer = await fetch(`${stack.url}/rest/v1/supplier_visits?${query}`, {
    headers: { apikey: stack.publishableKey, authorization: `Bearer ${access_token}` },
  });
  return answer.ok ? answer.json() : answer.status;
}

async function execute(stack: StackAddress, statement: string, values: unknown[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: stack.databaseUrl });
  await client.connect();
  await client.query(statement, values).finally(() => client.end());
}
