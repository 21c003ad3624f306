/** Offers to let a sub-order leave in one parcel with others of the same buyer, address and warehouse. */
import { MergeCellsOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import type { DataRecord, RecordId } from "../../data/record";
import { useText } from "../../i18n/useText";

const MergeDialog = lazy(async () => ({ default: (await import("./MergeDialog")).MergeDialog }));

export interface MergeOption {
  sub_order: RecordId;
  others: RecordId[];
}

interface MergeButtonProps {
  part: DataRecord;
  option: MergeOption | undefined;
}

export function MergeButton({ part, option }: MergeButtonProps) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  if (!option) return null;
  return (
    <>
      <Button size="small" icon={<MergeCellsOutlined />} onClick={() => setOpen(true)}>
        {t("merging.offer", { count: option.others.length })}
      </Button>
      {isOpen && (
        <Suspense>
          <MergeDialog part={part} others={option.others} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
