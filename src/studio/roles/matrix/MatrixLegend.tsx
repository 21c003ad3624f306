/** What the icons of the matrix say. */
import { Flex, Typography } from "antd";
import { useText } from "../../../i18n/useText";
import { CellIcon } from "./CellIcon";

const states = ["all", "custom", "none"] as const;

export function MatrixLegend() {
  const t = useText();
  return (
    <Flex gap={20} wrap>
      {states.map((state) => (
        <Flex key={state} gap={6} align="center">
          <CellIcon state={state} />
          <Typography.Text type="secondary">{t(`roles.states.${state}`)}</Typography.Text>
        </Flex>
      ))}
    </Flex>
  );
}
