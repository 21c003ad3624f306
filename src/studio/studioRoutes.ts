/** The addresses of the studio, each behind its right. */
import { createElement } from "react";
import type { RouteObject } from "react-router";
import { StudioGate } from "./StudioGate";
import { studioPages } from "./studioPages";

export const studioRoutes: RouteObject[] = studioPages.map(({ path, right, load, loadDetail }) => ({
  path,
  element: createElement(StudioGate, { right }),
  children: [{ index: true, lazy: load }, ...(loadDetail ? [{ path: ":id", lazy: loadDetail }] : [])],
}));
