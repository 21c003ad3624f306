import { beforeAll, describe, expect, it } from "vitest";
import { aMember, asAnon, type Member } from "../support/members";
import { signIn } from "../support/signIn";
import { aMemberWith, config, granted } from "./roleEditing";

let boss: Member;

beforeAll(async () => {
  boss = await aMember({ roles: ["boss"] });
});

/** The same member on another device. */
async function elsewhere(member: Member) {
  const client = asAnon().with({ authorization: `Bearer ${await signIn(member)}` });
  const sessions = await config(client, "my_sessions");
  const current = sessions.rows.find(({ is_current }) => is_current);
  return { client, id: current?.id };
}

describe("sessions of a member", () => {
  it("S10 are listed for himself, the one in use marked", async () => {
    const clerk = await aMember({ roles: ["clerk"] });
    const other = await elsewhere(clerk);

    const { rows } = await config(clerk, "my_sessions");

    expect(rows).toHaveLength(2);
    expect(rows.find(({ is_current }) => is_current)).toMatchObject({ aal: "aal1" });
    expect(rows.find(({ id }) => id === other.id)).toMatchObject({ is_current: false });
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual([
      "aal",
      "created_at",
      "id",
      "ip",
      "is_current",
      "refreshed_at",
      "user_agent",
    ]);
  });

  it("S10 can be ended one by one: refused at the next request, the others go on", async () => {
    const clerk = await aMember({ roles: ["clerk"] });
    const other = await elsewhere(clerk);

    await granted(config(clerk, "end_session", { session_id: other.id }));

    const refused = await other.client.rest("/notes?select=id&limit=1");
    expect([refused.status, refused.reason]).toEqual([401, "session_ended"]);
    expect((await clerk.rest("/notes?select=id&limit=1")).status).toBe(200);
    expect((await config(clerk, "my_sessions")).rows).toHaveLength(1);
  });

  it("S10 can be seen and ended by who may configure members, but not above him", async () => {
    const clerk = await aMember({ roles: ["clerk"] });
    const { member: manager } = await aMemberWith(boss, {
      permissions: [],
      rank: 20,
      may_configure: ["members"],
    });
    const sessionOf = async (member: Member) =>
      (await config(boss, "member_sessions", { member_id: member.id })).rows[0]?.id;
    const ofBoss = (await config(boss, "my_sessions")).rows[0]?.id;

    await granted(config(manager, "end_session", { session_id: await sessionOf(clerk) }));

    expect((await clerk.rest("/notes?select=id&limit=1")).reason).toBe("session_ended");
    expect((await config(manager, "member_sessions", { member_id: boss.id })).reason).toBe("above_own_rank");
    expect((await config(manager, "end_session", { session_id: ofBoss })).reason).toBe("above_own_rank");
  });

  it("cannot be seen or ended by anybody else, nor through another one's eyes", async () => {
    const clerk = await aMember({ roles: ["clerk"] });
    const other = await aMember({ roles: ["clerk"] });
    const { id } = await elsewhere(other);

    expect((await config(clerk, "member_sessions", { member_id: other.id })).reason).toBe("right_missing");
    for (const session of [id, crypto.randomUUID()]) {
      const answer = await config(clerk, "end_session", { session_id: session });
      expect([answer.status, answer.reason]).toEqual([404, "unknown_session"]);
    }
    const viewed = boss.with({ "x-view-as": `member:${other.id}` });
    expect((await viewed.rest("/rpc/my_sessions", { schema: "config" })).rows).not.toContainEqual(
      expect.objectContaining({ id }),
    );
    expect((await config(viewed, "end_session", { session_id: id })).reason).toBe("view_as_read_only");
  });
});
