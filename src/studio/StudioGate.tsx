/** Lets those in whose role may configure this; the database refuses the others anyway. */
import { Outlet } from "react-router";
import { useSnapshot } from "../data/useSnapshot";
import { useLabel } from "../i18n/useLabel";
import { useText } from "../i18n/useText";
import type { ConfigurationRight } from "../model/snapshot";
import { ErrorState } from "../ui/ErrorState";

interface StudioGateProps {
  right: ConfigurationRight;
}

export function StudioGate({ right }: StudioGateProps) {
  const t = useText();
  const labelOf = useLabel();
  const { snapshot } = useSnapshot();
  if (!snapshot) return null;
  const { role, viewAs } = snapshot;
  if (role.mayConfigure.includes(right) && !viewAs) return <Outlet />;
  const refusal = { status: 403, message: t(viewAs ? "errors.reason.view_as_read_only" : "studio.refused") };
  return <ErrorState error={refusal} role={labelOf(role.label)} />;
}
