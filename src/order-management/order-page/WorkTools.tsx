/** What the role may do now with a sub-order or parcel, beside it: the next step as a button, the rest behind "more". */
import { MoreOutlined } from "@ant-design/icons";
import { Button, ConfigProvider, Dropdown, Flex } from "antd";
import type { DataRecord } from "../../data/record";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import { useOperationTools } from "../../workspace/record/operations/useOperationTools";

interface WorkToolsProps {
  entity: Entity;
  record: DataRecord;
}

export function WorkTools({ entity, record }: WorkToolsProps) {
  const t = useText();
  const { primary, items, dialog } = useOperationTools(entity, record);
  return (
    <>
      {(primary ?? items.length > 0) && (
        <ConfigProvider componentSize="small">
          <Flex gap={4} style={{ marginInlineStart: "auto" }}>
            {primary}
            {items.length > 0 && (
              <Dropdown menu={{ items }} trigger={["click"]} autoFocus>
                <Button icon={<MoreOutlined />} aria-label={t("general.more")} />
              </Dropdown>
            )}
          </Flex>
        </ConfigProvider>
      )}
      {dialog}
    </>
  );
}
