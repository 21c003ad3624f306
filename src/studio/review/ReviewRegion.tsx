/** The part of a dialog that says what a change means; a long one scrolls, by keyboard too. */
import type { ReactNode } from "react";
import { useText } from "../../i18n/useText";

export function ReviewRegion({ children }: { children: ReactNode }) {
  const t = useText();
  return (
    <div
      style={{ maxHeight: "52dvh", overflowY: "auto" }}
      tabIndex={0}
      role="region"
      aria-label={t("roles.review.title")}
    >
      {children}
    </div>
  );
}
