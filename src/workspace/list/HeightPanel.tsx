/** The row heights to choose from. */
import { Segmented } from "antd";
import { useText } from "../../i18n/useText";
import { type Density, densities } from "./listState";

interface HeightPanelProps {
  density: Density;
  onChange: (density: Density) => void;
}

export function HeightPanel({ density, onChange }: HeightPanelProps) {
  const t = useText();
  const options = densities.map((value) => ({ value, label: t(`workspace.height.${value}`) }));
  return <Segmented value={density} onChange={onChange} options={options} />;
}
