/** Chooses how high the rows are. */
import { ColumnHeightOutlined } from "@ant-design/icons";
import { Segmented } from "antd";
import { useText } from "../../i18n/useText";
import { type Density, densities } from "./listState";
import { ToolbarButton } from "./ToolbarButton";

interface HeightButtonProps {
  density: Density;
  onChange: (density: Density) => void;
}

export function HeightButton({ density, onChange }: HeightButtonProps) {
  const t = useText();
  const options = densities.map((value) => ({ value, label: t(`workspace.height.${value}`) }));
  return (
    <ToolbarButton
      icon={<ColumnHeightOutlined />}
      text={t("workspace.toolbar.height")}
      panel={<Segmented value={density} onChange={onChange} options={options} />}
    />
  );
}
