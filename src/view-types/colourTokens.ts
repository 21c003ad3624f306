/** The colours that records can wear, light enough for text on them in both themes. */
import type { GlobalToken } from "antd";

export const colours = ["red", "orange", "gold", "green", "cyan", "blue", "purple", "magenta"] as const;
export type Colour = (typeof colours)[number];

/** An unknown name, as from an old link, is blue. */
export function colourTokens(token: GlobalToken, name: string): { background: string; edge: string } {
  const colour = colours.find((candidate) => candidate === name) ?? "blue";
  return { background: token[`${colour}1`], edge: token[`${colour}6`] };
}
