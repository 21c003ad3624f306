/** How the workspace looks to those who have not chosen for themselves. */
export interface AppearanceSettings {
  /** #rrggbb; null = the app's own. */
  color: string | null;
  /** Data URL of a picture; null = the app's own. */
  logo: string | null;
  theme: "system" | "light" | "dark";
  density: "comfortable" | "compact";
}
