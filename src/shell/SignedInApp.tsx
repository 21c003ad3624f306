/** Everything that only a signed-in member sees. */
import { SessionGate } from "../session/SessionGate";
import { AppShell } from "./AppShell";

export function SignedInApp() {
  return <SessionGate>{(snapshot) => <AppShell snapshot={snapshot} />}</SessionGate>;
}
