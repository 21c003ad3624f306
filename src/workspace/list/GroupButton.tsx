/** Groups the rows by a field, and chooses what is summed up. */
import { GroupOutlined } from "@ant-design/icons";
import { Skeleton } from "antd";
import { lazy, Suspense } from "react";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import type { ListState } from "./listState";
import { ToolbarButton } from "./ToolbarButton";
import type { ChangeListState } from "./useListState";

const GroupPanel = lazy(async () => ({ default: (await import("./GroupPanel")).GroupPanel }));

interface GroupButtonProps {
  entity: Entity;
  state: ListState;
  change: ChangeListState;
}

export function GroupButton(props: GroupButtonProps) {
  const t = useText();
  const { group, aggregates } = props.state;
  return (
    <ToolbarButton
      icon={<GroupOutlined />}
      text={t("views.groupTool")}
      count={(group === undefined ? 0 : 1) + aggregates.length}
      panel={
        <Suspense fallback={<Skeleton active style={{ width: 280 }} />}>
          <GroupPanel {...props} />
        </Suspense>
      }
    />
  );
}
