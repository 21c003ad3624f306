/** All roles: what each reaches, and who holds it. */
import { useText } from "../../i18n/useText";
import { PageHeader } from "../../ui/PageHeader";

export function RolesPage() {
  const t = useText();
  return <PageHeader title={t("studio.pages.roles")} />;
}
