/** Starts the app: language and connection first, then everything that draws. */
import "@ant-design/v5-patch-for-react-19";
import "antd/dist/reset.css";
import "./ui/global.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { connect } from "./data/connection";
import { loadConnectionSettings } from "./data/connectionSettings";
import { readMailLink } from "./data/mailLink";
import { LanguageProvider } from "./i18n/LanguageProvider";
import { preferredLanguage } from "./i18n/languages";
import { loadLanguage } from "./i18n/loadLanguage";
import { startI18n } from "./i18n/startI18n";
import { MissingSettings } from "./session/MissingSettings";
import { AppearanceProvider } from "./ui/AppearanceProvider";

// Read before the auth client takes the tokens out of the address bar.
const mailLink = readMailLink(window.location.hash);
const language = preferredLanguage();

const [settings, antd] = await Promise.all([
  loadConnectionSettings().catch(() => undefined),
  startI18n().then(() => loadLanguage(language)),
]);

createRoot(document.getElementById("root") ?? document.body).render(
  <StrictMode>
    <LanguageProvider first={{ language, antd }}>
      <AppearanceProvider>
        {settings ? <App connection={connect(settings)} mailLink={mailLink} /> : <MissingSettings />}
      </AppearanceProvider>
    </LanguageProvider>
  </StrictMode>,
);
