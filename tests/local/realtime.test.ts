/** The realtime server as the official client uses it, and as somebody uses it who means harm. */
import { Client as Postgres } from "pg";
import { beforeAll, afterAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { clientOf } from "../auth/clients";
import { hearing } from "../support/hearing";
import { smallStack } from "./smallStack";

const { stack } = smallStack();

let db: Postgres;
let user: { id: string; token: string };

beforeAll(async () => {
  db = new Postgres({ connectionString: stack().databaseUrl });
  await db.connect();
  await db.query(`
    create policy "Own topic" on realtime.messages for select to authenticated
    using (extension = 'broadcast' and (select realtime.topic()) like 'for:' || (select auth.uid()) || '%')`);
  const password = "correct-horse-battery";
  const service = clientOf(stack().url, stack().secretKey);
  const made = await service.auth.admin.createUser({ email: "a@example.com", password, email_confirm: true });
  const signedIn = await clientOf(stack().url, stack().publishableKey).auth.signInWithPassword({
    email: "a@example.com",
    password,
  });
  user = { id: made.data.user?.id ?? "", token: signedIn.data.session?.access_token ?? "" };
});
afterAll(() => db.end());

const listen = (topic: string, others: { token?: string; isPrivate?: boolean } = {}) =>
  hearing({ url: stack().url, key: stack().publishableKey, token: user.token, topic, ...others });
const send = (topic: string, word: string) =>
  db.query("select realtime.send(jsonb_build_object('word', $2::text), 'said', $1, true)", [topic, word]);

/** Messages that the server has not taken yet. */
const waiting = async () => (await db.query("select from realtime.messages")).rowCount;

describe("the realtime server", () => {
  it("L31: hands on what is told to a topic, when it is committed, and nothing of other topics", async () => {
    const topic = `for:${user.id}`;
    const { outcome, heard } = await listen(topic);

    await db.query("begin");
    await send(topic, "taken back");
    await db.query("rollback");
    await send(`${topic}/other`, "elsewhere");
    await send(topic, "hello");

    expect(outcome).toBe("SUBSCRIBED");
    await expect.poll(() => heard).toEqual([{ event: "said", payload: { word: "hello" } }]);
    expect(await waiting()).toBe(0);
  });

  it("L31: refuses topics that the policy does not give, public ones, and tokens that are not ours", async () => {
    const foreign = await listen("for:somebody-else");
    const open = await listen(`for:${user.id}`, { isPrivate: false });
    const forged = await listen(`for:${user.id}`, { token: `${user.token.slice(0, -8)}AAAAAAAA` });
    const anonymous = await listen(`for:${user.id}`, { token: stack().publishableKey });

    expect(foreign.outcome).toContain("do not have permissions");
    expect(open.outcome).toContain("only allows private channels");
    expect([forged.outcome, anonymous.outcome]).toEqual([
      expect.stringContaining("token"),
      expect.stringContaining("token"),
    ]);
  });

  it("L31: a client can tell nobody anything, over the socket or by itself in the table", async () => {
    const topic = `for:${user.id}`;
    const { heard, channel } = await listen(topic);
    const other = await listen(topic);

    await channel.send({ type: "broadcast", event: "said", payload: { word: "from a client" } });
    await send(topic, "from the database");

    await expect.poll(() => other.heard.length).toBe(1);
    expect([heard, other.heard].map(([first]) => first?.payload.word)).toEqual([
      "from the database",
      "from the database",
    ]);
  });

  it("L31: leaves, joins again and ends a channel whose new token has lost the right", async () => {
    const topic = `for:${user.id}`;
    const { heard, channel, client } = await listen(topic);

    expect(await client.removeChannel(channel)).toBe("ok");
    await send(topic, "to nobody");
    await expect.poll(waiting).toBe(0);
    const again = await listen(topic);
    await send(topic, "again");
    await expect.poll(() => again.heard.length).toBe(1);
    const closed = new Promise((resolve) => {
      again.channel.on("system", {}, resolve);
    });
    await again.client.setAuth("not.a.token");

    await expect(closed).resolves.toMatchObject({ status: "error" });
    await send(topic, "too late");
    await expect.poll(waiting).toBe(0);
    expect(heard).toEqual([]);
    expect(again.heard.length).toBe(1);
  });

  it("L31: opens no socket without a key of this project, or elsewhere", async () => {
    const open = (path: string) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(stack().url.replace("http", "ws") + path);
        socket.on("error", (error) => resolve(error.message));
        socket.on("open", () => resolve("open"));
      });
    const { publishableKey } = stack();

    expect(await open("/realtime/v1/websocket")).toContain("403");
    expect(await open("/realtime/v1/websocket?apikey=sb_publishable_wrong")).toContain("403");
    expect(await open(`/rest/v1/websocket?apikey=${publishableKey}`)).toContain("403");
  });
});
