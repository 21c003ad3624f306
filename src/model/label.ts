/** A text in every language that Kontor speaks. */
export interface Label {
  en: string;
  "zh-CN": string;
}

export type Language = keyof Label;
