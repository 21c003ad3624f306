/** True on screens as narrow as a phone's, where lists become cards and the navigation a drawer. */
import { Grid } from "antd";

export function useIsPhone(): boolean {
  const screens = Grid.useBreakpoint();
  // Until measured, the wide layout is drawn.
  return screens.md === false;
}
