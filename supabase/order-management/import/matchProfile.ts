/** Chooses the profile for a file and finds the column of each of its fields by header name. */
import type { Profile } from "./readProfiles";
import { ImportError } from "./ImportError";

/** Without these an order line cannot be read. */
const required = ["external_no", "placed_at", "sku_code", "quantity", "unit_price"];

export interface ProfileMatch {
  profile: Profile;
  /** Field → column of the file, counted from 1. */
  positions: Record<string, number>;
}

/** Blanks, underscores and case do not matter in a header. */
function plain(header: string): string {
  return header.replaceAll(/[\s_\uFEFF]/g, "").toLowerCase();
}

function findPositions(profile: Profile, header: string[]): Record<string, number> {
  const found = header.map(plain);
  const entries = Object.entries(profile.headers).flatMap(([field, names]) => {
    const index = names.map((name) => found.indexOf(plain(name))).find((at) => at >= 0);
    return index === undefined ? [] : [[field, index + 1] as const];
  });
  return Object.fromEntries(entries);
}

function missingHeaders(profile: Profile, positions: Record<string, number>): string[] {
  return required
    .filter((field) => positions[field] === undefined)
    .map((field) => profile.headers[field]?.join(" / ") ?? field);
}

function refuse(profile: Profile, header: string[], missing: string[]): ImportError {
  const wanted = missing.join(", ");
  const found = header.join(", ").slice(0, 300);
  if (header.length === 1) {
    return new ImportError("wrong_delimiter", {
      en: `The file has only one column ("${found}"): its delimiter is not the one of profile ${profile.name}.`,
      zh: `文件只有一列（“${found}”）：分隔符与配置 ${profile.name} 不符。`,
    });
  }
  return new ImportError("missing_columns", {
    en: `Profile ${profile.name} misses these columns: ${wanted}. The file has: ${found}.`,
    zh: `配置 ${profile.name} 缺少以下列：${wanted}。文件中的列：${found}。`,
  });
}

export function findProfile(profiles: Profile[], name: string): Profile {
  const profile = profiles.find((each) => each.name === name);
  if (profile) return profile;
  const known = profiles.map((each) => each.name).join(", ");
  throw new ImportError("unknown_profile", {
    en: `There is no import profile "${name}". Known profiles: ${known}.`,
    zh: `没有名为“${name}”的导入配置。可用配置：${known}。`,
  });
}

/** The profile that fits the header best; refuses, naming the missing columns, when none fits. */
export function matchProfile(profiles: Profile[], header: string[]): ProfileMatch {
  const ranked = profiles
    .map((profile) => {
      const positions = findPositions(profile, header);
      return { profile, positions, missing: missingHeaders(profile, positions) };
    })
    .sort(
      (a, b) =>
        a.missing.length - b.missing.length ||
        Object.keys(b.positions).length - Object.keys(a.positions).length,
    );
  const [best] = ranked;
  if (!best) {
    throw new ImportError("unknown_profile", {
      en: "There is no import profile.",
      zh: "没有任何导入配置。",
    });
  }
  if (best.missing.length > 0) throw refuse(best.profile, header, best.missing);
  return { profile: best.profile, positions: best.positions };
}
