/** Names the browser's tab after the page. */
import { useEffect } from "react";
import { useText } from "../i18n/useText";

export function usePageTitle(title: string | undefined): void {
  const t = useText();
  const appName = t("general.appName");
  useEffect(() => {
    document.title = title ? `${title} · ${appName}` : appName;
  }, [title, appName]);
}
