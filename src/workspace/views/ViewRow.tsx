/** One saved view: opens it, makes it a favourite, and holds the menu of what else can be done. */
import { LockOutlined, MoreOutlined, StarFilled, StarOutlined } from "@ant-design/icons";
import { Button, Dropdown, Flex, theme, Typography } from "antd";
import { useSnapshot } from "../../data/useSnapshot";
import { useViewActions } from "../../data/useViewActions";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import type { View } from "../../model/view";
import { useViewAttempt } from "./useViewAttempt";
import { useViewMenu } from "./useViewMenu";
import type { ViewDialogRequest } from "./viewDialogRequest";
import { viewIcons } from "./viewIcons";

interface ViewRowProps {
  entity: Entity;
  view: View;
  isOpen: boolean;
  onOpen: () => void;
  onDialog: (request: ViewDialogRequest) => void;
}

export function ViewRow({ entity, view, isOpen, onOpen, onDialog }: ViewRowProps) {
  const t = useText();
  const label = useLabel();
  const { token } = theme.useToken();
  const { snapshot } = useSnapshot();
  const { favourView } = useViewActions();
  const attempt = useViewAttempt();
  const items = useViewMenu({ entity, view, onDialog });
  const name = label(view.label);

  return (
    <Flex
      align="center"
      style={isOpen ? { background: token.colorFillSecondary, borderRadius: 6 } : undefined}
    >
      <Button
        type="text"
        icon={viewIcons[view.type]}
        style={{ flex: 1, minWidth: 0, justifyContent: "flex-start" }}
        aria-current={isOpen ? "true" : undefined}
        onClick={onOpen}
      >
        <Typography.Text ellipsis style={{ minWidth: 0 }}>
          {name}
        </Typography.Text>
        {view.sharing === "locked" && <LockOutlined aria-label={t("views.sharing.locked")} />}
      </Button>
      {snapshot?.viewAs === null && (
        <Button
          type="text"
          size="small"
          icon={view.isFavourite ? <StarFilled style={{ color: token.gold6 }} /> : <StarOutlined />}
          aria-label={t("views.favour", { view: name })}
          aria-pressed={view.isFavourite}
          onClick={() => void attempt(favourView(view.id, !view.isFavourite))}
        />
      )}
      <Dropdown menu={{ items }} trigger={["click"]}>
        <Button
          type="text"
          size="small"
          icon={<MoreOutlined />}
          aria-label={t("views.more", { view: name })}
        />
      </Dropdown>
    </Flex>
  );
}
