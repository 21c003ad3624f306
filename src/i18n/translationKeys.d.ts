/** Lets the compiler refuse a key that no message file has. */
import "i18next";
import type { messages } from "./en/messages";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof messages };
  }
}
