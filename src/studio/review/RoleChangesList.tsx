/** What a change means for several roles and named conditions, one after the other. */
import { Card, Flex, Typography } from "antd";
import type { RoleChanges } from "../../data/config/roleReview";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { FormChange } from "./FormChange";
import { isOfForm, isOfViews } from "./isOfForm";
import { ReviewList, type ReviewWorld } from "./ReviewList";
import { ScopeChange } from "./ScopeChange";
import { ViewsChange } from "./ViewsChange";

interface RoleChangesListProps {
  changes: readonly RoleChanges[];
  world: ReviewWorld;
}

export function RoleChangesList({ changes, world }: RoleChangesListProps) {
  const t = useText();
  const labelOf = useLabel();
  if (changes.length === 0) {
    return <Typography.Text type="secondary">{t("roles.review.nothing")}</Typography.Text>;
  }
  return (
    <Flex vertical gap={12}>
      {changes.map((change, index) => (
        <Card
          key={change.role ?? `scope-${String(index)}`}
          size="small"
          title={t(titleKey(change), { name: labelOf(change.label) })}
          styles={{ body: { paddingBlock: 4 } }}
        >
          {isOfForm(change) ? (
            <FormChange change={change} />
          ) : isOfViews(change) ? (
            <ViewsChange change={change} />
          ) : change.role === null ? (
            <ScopeChange change={change} entities={world.entities} />
          ) : (
            <ReviewList review={change} world={world} />
          )}
        </Card>
      ))}
    </Flex>
  );
}

function titleKey(change: RoleChanges) {
  if (isOfForm(change)) return "forms.ofForm";
  if (isOfViews(change)) return "studio.viewsOf";
  return change.role === null ? "roles.review.ofScope" : "roles.review.ofRole";
}
