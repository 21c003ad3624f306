/** The way from a list to its import; only for roles that may. */
import { ImportOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useNavigate } from "react-router";
import { useText } from "../../i18n/useText";

export function ImportButton({ entity }: { entity: string }) {
  const t = useText();
  const navigate = useNavigate();
  return (
    <Button icon={<ImportOutlined />} onClick={() => void navigate(`/e/${entity}/import`)}>
      {t("import.button")}
    </Button>
  );
}
