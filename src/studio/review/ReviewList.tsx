/** What a change means, in plain words, kind of record by kind of record; what deserves a second look stands out. */
import { Flex, theme, Typography } from "antd";
import { useMemo } from "react";
import type { RoleReview } from "../../data/config/roleReview";
import type { StudioOperation, StudioScope } from "../../data/config/rolesPage";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { NewScope } from "../../model/roleDocument";
import type { Entity } from "../../model/snapshot";
import { CountLines } from "./CountLines";
import { OperationLine } from "./OperationLine";
import { ReviewLine } from "./ReviewLine";
import { reviewSections } from "./reviewSections";
import { RightLine } from "./RightLine";
import { SettingLine } from "./SettingLine";

export interface ReviewWorld {
  entities: readonly Entity[];
  operations: readonly StudioOperation[];
  scopes: readonly (StudioScope | NewScope)[];
}

interface ReviewListProps {
  review: RoleReview;
  world: ReviewWorld;
}

export function ReviewList({ review, world }: ReviewListProps) {
  const t = useText();
  const labelOf = useLabel();
  const { token } = theme.useToken();
  const sections = useMemo(() => reviewSections(review, world.entities), [review, world]);
  const general = review.settings.filter(({ entity }) => entity === undefined);

  if (sections.length + general.length === 0) {
    return <ReviewLine tone="neutral">{t("roles.review.nothing")}</ReviewLine>;
  }
  const block = { padding: "10px 0", borderTop: `1px solid ${token.colorBorderSecondary}` };
  return (
    <Flex vertical>
      {general.length > 0 && (
        <Flex vertical gap={4} style={block}>
          <Typography.Text strong>{t("roles.review.role")}</Typography.Text>
          {general.map((setting) => (
            <SettingLine key={setting.setting} setting={setting} scopes={world.scopes} />
          ))}
        </Flex>
      )}
      {sections.map(({ entity, rights, operations, settings, counts }) => (
        <Flex vertical gap={4} key={entity?.name ?? ""} style={block} role="group">
          <Typography.Text strong>
            {entity ? labelOf(entity.label) : t("roles.operations.general")}
          </Typography.Text>
          {rights.map((change) => (
            <RightLine
              key={`${change.direction}.${change.action}.${String(change.isRisky)}`}
              change={change}
            />
          ))}
          {operations.map((change) => (
            <OperationLine
              key={`${change.direction}.${change.name}`}
              change={change}
              operations={world.operations}
            />
          ))}
          {settings.map((setting) => (
            <SettingLine
              key={`${setting.action ?? ""}.${setting.setting}`}
              setting={setting}
              scopes={world.scopes}
            />
          ))}
          <CountLines counts={counts} members={review.members} />
        </Flex>
      ))}
    </Flex>
  );
}
