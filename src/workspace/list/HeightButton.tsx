/** Chooses how high the rows are. */
import { ColumnHeightOutlined } from "@ant-design/icons";
import { lazy, Suspense } from "react";
import { useText } from "../../i18n/useText";
import type { Density } from "./listState";
import { ToolbarButton } from "./ToolbarButton";

const HeightPanel = lazy(async () => ({ default: (await import("./HeightPanel")).HeightPanel }));

interface HeightButtonProps {
  density: Density;
  onChange: (density: Density) => void;
}

export function HeightButton({ density, onChange }: HeightButtonProps) {
  const t = useText();
  return (
    <ToolbarButton
      icon={<ColumnHeightOutlined />}
      text={t("workspace.toolbar.height")}
      panel={
        <Suspense>
          <HeightPanel density={density} onChange={onChange} />
        </Suspense>
      }
    />
  );
}
