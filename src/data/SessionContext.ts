/** Who is signed in in this browser, and how he came or went. */
import { createContext } from "react";

/** A mail link that must end in a new password. */
export type LinkKind = "invite" | "recovery";

export interface SessionState {
  status: "loading" | "signedOut" | "signedIn";
  userId?: string | undefined;
  email?: string | undefined;
  /** Set when this page was opened by a mail link. */
  link?: LinkKind | undefined;
  /** Reason that ended the session or spoilt the link, for the sign-in page. */
  notice?: string | undefined;
}

export interface SessionContextValue extends SessionState {
  /** The link has served: the password is set. */
  finishLink: () => void;
}

export const SessionContext = createContext<SessionContextValue>({
  status: "loading",
  finishLink: () => undefined,
});
