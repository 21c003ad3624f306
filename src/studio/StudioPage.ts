/** A page of the studio: where it is, who may open it, how it is fetched. */
import type { ParseKeys } from "i18next";
import type { ComponentType } from "react";
import type { ConfigurationRight } from "../model/snapshot";

type LoadPage = () => Promise<{ Component: ComponentType }>;

export interface StudioPage {
  path: `/studio/${string}`;
  label: ParseKeys;
  icon: string;
  right: ConfigurationRight;
  load: LoadPage;
  /** The page of one thing, at `path/:id`. */
  loadDetail?: LoadPage;
}
