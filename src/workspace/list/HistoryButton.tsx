/** Leads to the list as it was at an earlier moment, with the same filter, order and columns. */
import { HistoryOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useLocation, useNavigate } from "react-router";
import { useText } from "../../i18n/useText";
import { useIsPhone } from "../../ui/useIsPhone";
import { phoneTool } from "./phoneTool";

export function HistoryButton() {
  const text = useText()("bulk.past.button");
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const isPhone = useIsPhone();
  return (
    <Button
      type="text"
      icon={<HistoryOutlined />}
      aria-label={text}
      style={isPhone ? phoneTool : undefined}
      onClick={() => void navigate({ pathname: `${pathname}/history`, search })}
    >
      {isPhone ? null : text}
    </Button>
  );
}
