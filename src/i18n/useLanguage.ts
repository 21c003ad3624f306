/** The current language and the way to change it. */
import { useContext } from "react";
import { LanguageContext } from "./LanguageContext";

export const useLanguage = () => useContext(LanguageContext);
