/** Pages of the app beside lists and records, in the navigation of whoever may run one of their operations. */
import type { ParseKeys } from "i18next";
import type { Snapshot } from "../model/snapshot";

export interface WorkspacePage {
  path: string;
  label: ParseKeys;
  icon: string;
  /** Key of the heading that it stands first under. */
  group: string;
  /** Whether it has something to show to somebody who may run this operation. */
  serves: (operation: string) => boolean;
}

const pages: WorkspacePage[] = [];

export function registerWorkspacePages(added: readonly WorkspacePage[]): void {
  pages.push(...added.filter(({ path }) => pages.every((page) => page.path !== path)));
}

export function workspacePages({ operations }: Snapshot): WorkspacePage[] {
  return pages.filter(({ serves }) => operations.some(({ name }) => serves(name)));
}
