/** Pages at the end of the navigation for those who may configure; filled by the parts of the app that have them. */
import type { ParseKeys } from "i18next";
import type { ConfigurationRight, Snapshot } from "../model/snapshot";

export interface ConfigurationPage {
  path: string;
  label: ParseKeys;
  icon: string;
  right: ConfigurationRight;
}

const pages: ConfigurationPage[] = [];

export function registerConfigurationPages(added: readonly ConfigurationPage[]): void {
  pages.push(...added.filter(({ path }) => pages.every((page) => page.path !== path)));
}

/** Empty while somebody looks through other eyes: there is nothing he could do here. */
export function configurationPages({ role, viewAs }: Snapshot): ConfigurationPage[] {
  return viewAs ? [] : pages.filter(({ right }) => role.mayConfigure.includes(right));
}
