/** The files of a field; how they look is loaded when the first one is shown. */
import { Skeleton } from "antd";
import { lazy, Suspense } from "react";
import type { DisplayProps } from "../FieldType";

const FileList = lazy(async () => ({ default: (await import("./FileList")).FileList }));

export function FileDisplay(props: DisplayProps) {
  return (
    <Suspense fallback={<Skeleton.Button active size="small" />}>
      <FileList {...props} />
    </Suspense>
  );
}
