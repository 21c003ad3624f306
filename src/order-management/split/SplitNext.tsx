/** Splitting as the next step of an order whose shop does not split by itself. */
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import type { DataRecord } from "../../data/record";
import { useText } from "../../i18n/useText";

const SplitDialog = lazy(async () => ({ default: (await import("./SplitDialog")).SplitDialog }));

export function SplitNext({ record }: { record: DataRecord }) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t("split.preview")}
      </Button>
      {isOpen && (
        <Suspense>
          <SplitDialog order={record} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
