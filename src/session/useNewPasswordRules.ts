/** What a new password must satisfy before it is sent; the server checks again. */
import type { FormRule } from "antd";
import { longestPassword, shortestPassword } from "../data/usePassword";
import { useText } from "../i18n/useText";

const byteLength = (text: string) => new TextEncoder().encode(text).length;

export function useNewPasswordRules() {
  const t = useText();
  const password: FormRule[] = [
    { required: true, message: t("errors.reason.required") },
    { min: shortestPassword, message: t("session.newPassword.tooShort", { min: shortestPassword }) },
    {
      validator: (_, value: string | undefined) =>
        byteLength(value ?? "") <= longestPassword
          ? Promise.resolve()
          : Promise.reject(new Error(t("session.newPassword.tooLong", { max: longestPassword }))),
    },
  ];
  const again: FormRule = ({ getFieldValue }) => ({
    validator: (_, value: string | undefined) =>
      value === getFieldValue("password")
        ? Promise.resolve()
        : Promise.reject(new Error(t("session.newPassword.different"))),
  });
  return { password, again: [again], hint: t("session.newPassword.hint", { min: shortestPassword }) };
}
