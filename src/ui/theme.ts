/** The looks of Kontor: one accent, calm greys, dense rows. Every colour, radius and space comes from here. */
import { theme as antd, type ThemeConfig } from "antd";
import { brandTokens, legible } from "./brandTokens";

export type ColorMode = "light" | "dark";
export type Density = "comfortable" | "compact";

/** Petrol: unlike success, warning, error and the usual blue of links, and readable on white. */
const brand = { light: "#0e6680", dark: "#2f8aa5" };

const fontFamily = [
  "Inter",
  "-apple-system",
  "BlinkMacSystemFont",
  '"Segoe UI"',
  "Roboto",
  '"Helvetica Neue"',
  "Arial",
  '"Liberation Sans"',
  '"PingFang SC"',
  '"Hiragino Sans GB"',
  '"Microsoft YaHei"',
  '"Noto Sans CJK SC"',
  '"Noto Sans SC"',
  "sans-serif",
].join(",");

/** Ant Design would derive muddy tints from so dark a colour. */
const lightTints = {
  colorPrimaryBg: "#e7f2f5",
  colorPrimaryBgHover: "#d3e7ed",
  colorPrimaryBorder: "#9ac8d5",
  colorPrimaryBorderHover: "#5fa5b8",
  colorPrimaryHover: "#14809f",
  colorPrimaryActive: "#0a4f63",
  colorInfoBg: "#e7f2f5",
  colorInfoBorder: "#9ac8d5",
  colorWarningBg: "#fff6e0",
  colorWarningBorder: "#f0cf8a",
  colorSuccessBg: "#ebf7ee",
  colorSuccessBorder: "#a9d8b4",
};

const darkTints = {
  colorPrimaryBg: "#14323c",
  colorPrimaryBgHover: "#1a414e",
  colorPrimaryBorder: "#235363",
  colorPrimaryBorderHover: "#2f6d81",
  colorPrimaryHover: "#317e96",
  colorInfoBg: "#14323c",
  colorInfoBorder: "#235363",
};

const lightColors = {
  colorTextBase: "#1a2228",
  // Quiet, yet at least 4.5 to 1 on white and on the navigation's grey.
  colorTextSecondary: "#48545c",
  colorTextTertiary: "#5f6b74",
  colorTextDescription: "#5f6b74",
  colorTextPlaceholder: "#6b7780",
  colorBgLayout: "#f4f6f7",
  colorBorder: "#cfd6da",
  colorBorderSecondary: "#e5e9eb",
  colorSuccess: "#27803a",
  colorWarning: "#96600f",
  colorError: "#c9372c",
  colorInfo: brand.light,
  colorLink: brand.light,
  // Letters of tags: a shade darker than Ant Design's, to be read on their pale ground. The spelling with a hyphen is
  // the one that becomes the variable of CSS.
  green7: "#237804",
  "green-7": "#237804",
  orange7: "#ad4e00",
  "orange-7": "#ad4e00",
  gold7: "#874d00",
  "gold-7": "#874d00",
  lime7: "#3f6600",
  "lime-7": "#3f6600",
  cyan7: "#006d75",
  "cyan-7": "#006d75",
  volcano7: "#ad2102",
  "volcano-7": "#ad2102",
};

/** Ant Design darkens the colour of errors, which is right under white letters and too dark as letters. */
const darkErrorText = "#ee8378";

const darkColors = {
  colorTextBase: "#e8edf0",
  colorTextSecondary: "#b3bec6",
  colorTextTertiary: "#95a2ac",
  colorTextDescription: "#95a2ac",
  colorTextPlaceholder: "#87939d",
  colorBgBase: "#14191d",
  colorBgLayout: "#101417",
  colorBgContainer: "#181e23",
  colorBgElevated: "#20272d",
  colorBorder: "#3a444c",
  colorBorderSecondary: "#29323a",
  colorSuccess: "#4fae63",
  colorWarning: "#d9a441",
  colorError: "#e5675c",
  colorErrorText: darkErrorText,
  colorInfo: "#62c4e0",
  colorLink: "#62b8d0",
  // Tags of these colours are too dark to read otherwise.
  blue: "#5aa2ff",
  geekblue: "#8ba4ff",
  purple: "#b18cff",
};

/** As text the brand's colour must be lighter in the dark than as a button under white letters. */
const darkAccent = "#6cc3da";

export interface ThemeOptions {
  mode: ColorMode;
  density: Density;
  /** The reader asked his system for less motion. */
  isStill: boolean;
  /** The workspace's own colour instead of petrol. */
  color: string | null;
}

export function createTheme({ mode, density, isStill, color }: ThemeOptions): ThemeConfig {
  const isDark = mode === "dark";
  const own = color === null ? {} : brandTokens(color, isDark, darkColors.colorBgContainer);
  const accent = color === null ? darkAccent : legible(color, darkColors.colorBgContainer, 7);
  const isCompact = density === "compact";
  return {
    cssVar: { key: "kontor" },
    hashed: false,
    algorithm: [
      isDark ? antd.darkAlgorithm : antd.defaultAlgorithm,
      ...(isCompact ? [antd.compactAlgorithm] : []),
    ],
    token: {
      colorPrimary: isDark ? brand.dark : brand.light,
      ...(isDark ? { ...darkColors, ...darkTints } : { ...lightColors, ...lightTints }),
      ...own,
      fontFamily,
      fontSize: isCompact ? 13 : 14,
      borderRadius: 6,
      fontSizeHeading1: 22,
      fontSizeHeading2: 18,
      fontSizeHeading3: 16,
      lineHeightHeading1: 1.35,
      // Not by a rule of CSS for everything: a transition of no length on `all` misplaces what is measured at once.
      motion: !isStill,
      motionDurationMid: "0.12s",
      motionDurationSlow: "0.18s",
    },
    components: {
      ...(isDark && { Typography: { colorError: darkErrorText } }),
      Button: { primaryShadow: "none", defaultShadow: "none", dangerShadow: "none", fontWeight: 500 },
      Layout: {
        headerHeight: 48,
        headerPadding: "0 16px",
        headerBg: isDark ? darkColors.colorBgContainer : "#ffffff",
        siderBg: isDark ? darkColors.colorBgLayout : lightColors.colorBgLayout,
        bodyBg: isDark ? darkColors.colorBgContainer : "#ffffff",
      },
      Menu: {
        itemBg: "transparent",
        subMenuItemBg: "transparent",
        itemHeight: isCompact ? 28 : 34,
        itemMarginBlock: 1,
        itemMarginInline: 8,
        itemBorderRadius: 6,
        activeBarBorderWidth: 0,
        groupTitleFontSize: 12,
        ...(isDark && { itemSelectedColor: accent }),
      },
      ...(isDark && {
        Dropdown: { colorPrimary: accent },
        Tabs: { itemSelectedColor: accent, inkBarColor: accent, itemHoverColor: accent },
      }),
      Table: {
        headerSplitColor: "transparent",
        cellPaddingBlock: 9,
        cellPaddingBlockSM: 6,
        // The arrow in the header says enough about the sort.
        bodySortBg: isDark ? darkColors.colorBgContainer : "#ffffff",
      },
      Card: { headerFontSize: 15 },
      Breadcrumb: { fontSize: 13 },
      Form: {
        itemMarginBottom: isCompact ? 20 : 24,
        verticalLabelPadding: "0 0 4px",
        ...(isDark && { colorError: darkErrorText }),
      },
    },
  };
}
