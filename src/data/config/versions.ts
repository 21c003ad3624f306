/** Answers of config.versions_page(): the configuration after each publish. */
export interface ConfigVersion {
  id: number;
  at: string;
  author: string | null;
  note: string;
  is_current: boolean;
}

export const parseVersions = (answer: unknown) => (answer ?? []) as ConfigVersion[];
