/** An address that leads nowhere. */
import { useText } from "../i18n/useText";
import { ErrorState } from "../ui/ErrorState";

export function NotFoundPage() {
  const t = useText();
  return <ErrorState error={{ status: 404, message: t("shell.state.missingText") }} />;
}
