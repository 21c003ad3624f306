/** `t` of i18next with our keys checked by the compiler. */
import { useTranslation } from "react-i18next";

export function useText() {
  return useTranslation().t;
}
