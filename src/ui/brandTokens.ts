/** Tints and accents of a brand colour; in the dark it becomes as light as it must be to be read. */
const channels = (color: string) => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));

const mix = (color: string, other: string, share: number) => {
  const others = channels(other);
  const parts = channels(color).map((part, at) => Math.round(part * (1 - share) + (others[at] ?? 0) * share));
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
};

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channels(color).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** As WCAG measures it: from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The colour, as much lighter as it needs to stand out from a dark background. */
export function legible(color: string, background: string, ratio: number): string {
  for (let share = 0; share < 1; share += 0.05) {
    const lighter = mix(color, "#ffffff", share);
    if (contrast(lighter, background) >= ratio) return lighter;
  }
  return "#ffffff";
}

export function brandTokens(color: string, isDark: boolean, background: string) {
  const ground = isDark ? background : "#ffffff";
  const primary = isDark ? legible(color, background, 3) : color;
  const text = isDark ? legible(color, background, 6) : color;
  const tint = (share: number) => mix(ground, primary, share);
  return {
    colorPrimary: primary,
    colorInfo: text,
    colorLink: text,
    colorPrimaryBg: tint(isDark ? 0.2 : 0.09),
    colorPrimaryBgHover: tint(isDark ? 0.28 : 0.17),
    colorPrimaryBorder: tint(0.4),
    colorPrimaryBorderHover: tint(0.65),
    colorPrimaryHover: mix(primary, isDark ? "#ffffff" : "#000000", 0.08),
    colorPrimaryActive: mix(primary, "#000000", 0.22),
    colorInfoBg: tint(isDark ? 0.2 : 0.09),
    colorInfoBorder: tint(0.4),
  };
}
