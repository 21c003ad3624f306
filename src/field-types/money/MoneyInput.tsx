/** Takes an amount of money, with the currency beside it. */
import { useContext } from "react";
import { FormatSettings } from "../../i18n/FormatSettings";
import type { InputProps } from "../FieldType";
import { NumberInput } from "../shared/NumberInput";

export function MoneyInput(props: InputProps) {
  const settings = useContext(FormatSettings);
  const scale = props.field.options.scale ?? 2;
  return (
    <NumberInput
      {...props}
      scale={scale}
      suffix={props.currency ?? props.field.options.currency ?? settings.currency}
    />
  );
}
