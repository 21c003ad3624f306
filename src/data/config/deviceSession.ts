/** A signed-in device: answers of config.my_sessions() and config.member_sessions(). */
export interface DeviceSession {
  id: string;
  created_at: string;
  refreshed_at: string | null;
  user_agent: string | null;
  ip: string | null;
  is_current: boolean;
  /** "aal2" after a second step. */
  aal: string | null;
}

export const parseSessions = (answer: unknown) => (answer ?? []) as DeviceSession[];
