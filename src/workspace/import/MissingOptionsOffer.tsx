/** Offers to make options that the file names and that do not exist; who may not learns whom to ask. */
import { Alert, Button, Checkbox, Flex } from "antd";
import { useState } from "react";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { MissingOptions } from "./missingOptions";

interface MissingOptionsOfferProps {
  missing: readonly MissingOptions[];
  mayCreate: boolean;
  isCreating: boolean;
  onCreate: (chosen: MissingOptions[]) => void;
}

export function MissingOptionsOffer({ missing, mayCreate, isCreating, onCreate }: MissingOptionsOfferProps) {
  const t = useText();
  const labelOf = useLabel();
  const [chosen, setChosen] = useState<string[]>([]);
  const wordsOf = ({ field, texts }: MissingOptions) => ({
    field: labelOf(field.label),
    options: texts.join(", "),
    count: texts.length,
  });
  const toggle = (name: string, isIn: boolean) =>
    setChosen(isIn ? [...chosen, name] : chosen.filter((other) => other !== name));
  return (
    <Alert
      type="info"
      showIcon
      message={t("import.missingOptions")}
      description={
        <Flex vertical gap={8} align="flex-start">
          {missing.map((one) =>
            mayCreate ? (
              <Checkbox
                key={one.field.name}
                checked={chosen.includes(one.field.name)}
                onChange={({ target }) => toggle(one.field.name, target.checked)}
              >
                {t("import.createOptions", wordsOf(one))}
              </Checkbox>
            ) : (
              <span key={one.field.name}>{t("import.optionsOf", wordsOf(one))}</span>
            ),
          )}
          {mayCreate ? (
            <Button
              loading={isCreating}
              disabled={chosen.length === 0}
              onClick={() => onCreate(missing.filter(({ field }) => chosen.includes(field.name)))}
            >
              {t("import.createAndCheck")}
            </Button>
          ) : (
            t("import.askForOptions")
          )}
        </Flex>
      }
    />
  );
}
