/** Follows the auth client: sign-in, sign-out in any tab, and sessions that the server ended. */
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { useConnection } from "./ConnectionContext";
import type { MailLink } from "./mailLink";
import { SessionContext, type SessionState } from "./SessionContext";
import { viewAsStore } from "./viewAsStore";

interface SessionProviderProps {
  /** How the page was opened. */
  mailLink: MailLink;
  children: ReactNode;
}

export function SessionProvider({ mailLink, children }: SessionProviderProps) {
  const { auth, onSessionEnded } = useConnection();
  const queryClient = useQueryClient();
  const [state, setState] = useState<SessionState>({
    status: "loading",
    link: mailLink.kind,
    notice: mailLink.problem,
  });

  useEffect(() => {
    const { data } = auth.onAuthStateChange((event, session) => {
      if (event === "SIGNED_OUT") {
        viewAsStore.set(undefined);
        queryClient.clear();
      }
      setState(({ userId, email, link, notice }) => {
        const user = session?.user;
        if (!user)
          return {
            status: "signedOut",
            notice: event === "SIGNED_OUT" && userId === undefined ? undefined : notice,
          };
        return { status: "signedIn", userId: user.id, email: user.email ?? email, link };
      });
    });
    return () => data.subscription.unsubscribe();
  }, [auth, queryClient]);

  useEffect(
    () => onSessionEnded(() => setState((state) => ({ ...state, notice: "session_ended" }))),
    [onSessionEnded],
  );

  const finishLink = useCallback(() => setState((state) => ({ ...state, link: undefined })), []);
  const value = useMemo(() => ({ ...state, finishLink }), [state, finishLink]);
  return <SessionContext value={value}>{children}</SessionContext>;
}
