/** Lets nobody into the app who has not signed in, set his password and taken the second step. */
import { lazy, type ReactNode, Suspense } from "react";
import { Navigate, useLocation } from "react-router";
import type { DataError } from "../data/DataError";
import { useSession } from "../data/useSession";
import { useSnapshot } from "../data/useSnapshot";
import type { Snapshot } from "../model/snapshot";
import { AppSkeleton } from "../ui/AppSkeleton";

// Most visits need none of them.
const BlockedPage = lazy(async () => ({ default: (await import("./BlockedPage")).BlockedPage }));
const NewPasswordPage = lazy(async () => ({ default: (await import("./NewPasswordPage")).NewPasswordPage }));
const SecondStepPage = lazy(async () => ({ default: (await import("./SecondStepPage")).SecondStepPage }));

interface SessionGateProps {
  children: (snapshot: Snapshot) => ReactNode;
}

/** Reasons that shut the app even for somebody who is already in; others leave it as it is. */
const shutting = new Set([
  "password_change_required",
  "mfa_required",
  "not_a_member",
  "member_inactive",
  "user_banned",
  "no_active_role",
]);

const stands = (error: DataError | null, snapshot: Snapshot | undefined) =>
  error !== null && (!snapshot || shutting.has(error.reason));

export function SessionGate(props: SessionGateProps) {
  return (
    <Suspense fallback={<AppSkeleton />}>
      <Gate {...props} />
    </Suspense>
  );
}

function Gate({ children }: SessionGateProps) {
  const { status, link } = useSession();
  const { snapshot, error, reload } = useSnapshot();
  const { pathname, search } = useLocation();

  if (status === "loading") return <AppSkeleton />;
  if (status === "signedOut") return <Navigate to="/sign-in" replace state={{ from: pathname + search }} />;
  if (link) return <NewPasswordPage why={link} onDone={reload} />;
  if (error && stands(error, snapshot)) {
    if (error.reason === "password_change_required") return <NewPasswordPage why="forced" onDone={reload} />;
    if (error.reason === "mfa_required") return <SecondStepPage onDone={reload} />;
    if (error.reason === "session_ended") return <AppSkeleton />;
    return <BlockedPage error={error} onRetry={reload} />;
  }
  return snapshot ? children(snapshot) : <AppSkeleton />;
}
