/** None, all or a part: told apart by shape, not by colour alone. */
import { CheckCircleFilled, FilterFilled, MinusOutlined } from "@ant-design/icons";
import { theme } from "antd";
import type { CellState } from "../../../model/permissions";

interface CellIconProps {
  state: CellState;
  /** Menus space their icons by it. */
  className?: string;
}

export function CellIcon({ state, className }: CellIconProps) {
  const { token } = theme.useToken();
  if (state === "all")
    return (
      <CheckCircleFilled
        aria-hidden
        className={className}
        style={{ color: token.colorSuccess, fontSize: 16 }}
      />
    );
  if (state === "custom")
    return (
      <FilterFilled aria-hidden className={className} style={{ color: token.colorPrimary, fontSize: 15 }} />
    );
  return (
    <MinusOutlined
      aria-hidden
      className={className}
      style={{ color: token.colorTextQuaternary, fontSize: 12 }}
    />
  );
}
