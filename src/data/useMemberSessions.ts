/** The devices on which a member is signed in. */
import { parseSessions } from "./config/deviceSession";
import { useConfigQuery } from "./useConfigQuery";

export function useMemberSessions(memberId: string) {
  const { answer, error } = useConfigQuery("member_sessions", { member_id: memberId }, parseSessions);
  return { sessions: answer, error };
}
