/** The input for files is large and rarely needed: it is loaded when a form has one. */
import { Skeleton } from "antd";
import { lazy, Suspense } from "react";
import type { InputProps } from "../FieldType";

const FilesInput = lazy(async () => ({ default: (await import("./FilesInput")).FilesInput }));

export function LazyFilesInput(props: InputProps & { isPicture: boolean }) {
  return (
    <Suspense fallback={<Skeleton.Input active block />}>
      <FilesInput {...props} />
    </Suspense>
  );
}
