/** A quiet link that opens the answer to "why?"; the answer itself is fetched when first asked for. */
import { QuestionCircleOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { useText } from "../../../i18n/useText";
import type { WhyDialogProps } from "./WhyDialog";

const WhyDialog = lazy(async () => ({ default: (await import("./WhyDialog")).WhyDialog }));

export function WhyButton(question: Omit<WhyDialogProps, "onClose">) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button type="link" size="small" icon={<QuestionCircleOutlined />} onClick={() => setOpen(true)}>
        {t("audit.explain.open")}
      </Button>
      {isOpen && (
        <Suspense>
          <WhyDialog {...question} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
