/** Real Chromium, and the window of one kind of reader in it. */
import { chromium, type Browser, type BrowserContext } from "playwright-core";
import { findChromium } from "./findChromium";

export interface Reader {
  language?: "en" | "zh-CN";
  theme?: "light" | "dark";
  /** Width of the window in CSS pixels. */
  width?: number;
}

export async function launchChromium(): Promise<Browser> {
  const { path, env } = await findChromium();
  const inherited = Object.entries(process.env).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  return chromium.launch({
    executablePath: path,
    env: { ...Object.fromEntries(inherited), ...env },
    args: ["--disable-dev-shm-usage"],
  });
}

export async function openWindow(browser: Browser, reader: Reader): Promise<BrowserContext> {
  const width = reader.width ?? 1440;
  const isPhone = width < 600;
  const context = await browser.newContext({
    locale: reader.language ?? "en",
    colorScheme: reader.theme ?? "light",
    viewport: { width, height: isPhone ? 844 : 900 },
    hasTouch: isPhone,
    timezoneId: "Asia/Shanghai",
    // Nothing slides while it is clicked, and no journey waits for it.
    reducedMotion: "reduce",
  });
  // Generous, because a busy machine is no fault of the page.
  context.setDefaultTimeout(30_000);
  return context;
}
