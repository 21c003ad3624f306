/** The input of one field, in the manner of its field type. */
import { Skeleton } from "antd";
import { Suspense } from "react";
import type { InputProps } from "./FieldType";
import { fieldTypes } from "./fieldTypes";

export function FieldInput(props: InputProps) {
  const { Input } = fieldTypes[props.field.type];
  return (
    <Suspense fallback={<Skeleton.Input active block />}>
      <Input {...props} />
    </Suspense>
  );
}
