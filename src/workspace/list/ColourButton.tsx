/** Opens the colour rules of a list. */
import { BgColorsOutlined } from "@ant-design/icons";
import { Skeleton } from "antd";
import { lazy, Suspense } from "react";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import type { ColourRule } from "../../model/view";
import { ToolbarButton } from "./ToolbarButton";

const ColourPanel = lazy(async () => ({ default: (await import("./ColourPanel")).ColourPanel }));

interface ColourButtonProps {
  entity: Entity;
  rules: ColourRule[];
  onChange: (rules: ColourRule[]) => void;
}

export function ColourButton(props: ColourButtonProps) {
  const t = useText();
  return (
    <ToolbarButton
      icon={<BgColorsOutlined />}
      text={t("views.colourTool")}
      count={props.rules.length}
      panel={
        <Suspense fallback={<Skeleton active style={{ width: 320 }} />}>
          <ColourPanel {...props} />
        </Suspense>
      }
    />
  );
}
