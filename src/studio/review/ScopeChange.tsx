/** A named condition before and after, in words. */
import { Flex, Typography } from "antd";
import type { RoleChanges } from "../../data/config/roleReview";
import { useText } from "../../i18n/useText";
import type { Condition } from "../../model/condition";
import type { Entity } from "../../model/snapshot";
import { ScopeText } from "../scopes/ScopeText";

interface ScopeChangeProps {
  change: RoleChanges;
  entities: readonly Entity[];
}

const isCondition = (value: unknown): value is Condition => typeof value === "object" && value !== null;

export function ScopeChange({ change, entities }: ScopeChangeProps) {
  const t = useText();
  const textOf = (value: unknown) =>
    isCondition(value) ? (
      <ScopeText condition={value} entities={entities} />
    ) : (
      <Typography.Text type="secondary">{t("roles.review.noCondition")}</Typography.Text>
    );
  return (
    <>
      {change.settings.map(({ before, after }, index) => (
        <Flex vertical gap={4} key={index} style={{ paddingBlock: 6 }}>
          <div>
            {t("roles.review.before")}: {textOf(before)}
          </div>
          <div>
            {t("roles.review.after")}: {textOf(after)}
          </div>
        </Flex>
      ))}
    </>
  );
}
