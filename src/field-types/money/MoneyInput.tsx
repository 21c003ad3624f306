/** Takes an amount of money, with the currency beside it. */
import { useContext } from "react";
import { FormatSettings } from "../../i18n/FormatSettings";
import type { InputProps } from "../FieldType";
import { NumberInput } from "../shared/NumberInput";

export function MoneyInput(props: InputProps) {
  const settings = useContext(FormatSettings);
  const { scale = 2, currency = settings.currency, currency_field } = props.field.options;
  // A filter compares amounts of all currencies when each record has its own.
  const own = props.isFilter && currency_field !== undefined ? undefined : currency;
  return <NumberInput {...props} scale={scale} suffix={props.currency ?? own} />;
}
