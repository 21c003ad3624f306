/** All names of the configuration in both languages. */
import { parseTranslations } from "./config/translations";
import { useConfigQuery } from "./useConfigQuery";

const noArguments = {};

export const useTranslations = () => useConfigQuery("translations_page", noArguments, parseTranslations);
