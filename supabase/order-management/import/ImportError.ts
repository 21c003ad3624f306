/** A failure of the import that the person at the keyboard can understand, in both languages. */
export interface Bilingual {
  en: string;
  zh: string;
}

export class ImportError extends Error {
  override readonly name = "ImportError";

  constructor(
    readonly reason: string,
    readonly text: Bilingual,
  ) {
    super(text.en);
  }
}
