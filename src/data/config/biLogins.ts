/** Read-only database logins for reporting tools: answers of config.logins_page() and config.create_login(). */
import type { Label } from "../../model/label";

export interface BiLogin {
  id: number;
  login: string;
  /** What it is for, in its maker's words. */
  label: string;
  member: { id: string; name: string };
  /** Key of the role whose rows and fields it sees. */
  role: string;
  role_label: Label;
  expires_at: string;
  is_expired: boolean;
  created_at: string;
}

export interface NewBiLogin {
  id: number;
  login: string;
  /** Shown once; the database keeps only a hash. */
  password: string;
}

export const parseBiLogins = (answer: unknown) => (answer ?? []) as BiLogin[];
export const parseNewBiLogin = (answer: unknown) => answer as NewBiLogin;
