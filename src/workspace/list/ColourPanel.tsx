/** Colour rules: each a colour and a condition from the same builder as filters; the first that holds counts. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Divider, Flex, Select, theme, Typography } from "antd";
import { useState } from "react";
import { FilterBuilder } from "../../filter/FilterBuilder";
import { useText } from "../../i18n/useText";
import type { Condition } from "../../model/condition";
import type { Entity } from "../../model/snapshot";
import type { ColourRule } from "../../model/view";
import { colours, colourTokens } from "../../view-types/colourTokens";

interface ColourPanelProps {
  entity: Entity;
  rules: ColourRule[];
  onChange: (rules: ColourRule[]) => void;
}

/** A rule that has no condition yet lives only here. */
interface Draft {
  key: number;
  color: string;
  condition: Condition | undefined;
}

export function ColourPanel({ entity, rules, onChange }: ColourPanelProps) {
  const t = useText();
  const { token } = theme.useToken();
  const [drafts, setDrafts] = useState<Draft[]>(() => rules.map((rule, key) => ({ ...rule, key })));

  const save = (next: Draft[]) => {
    setDrafts(next);
    onChange(next.flatMap(({ color, condition }) => (condition ? [{ color, condition }] : [])));
  };
  const replace = (key: number, changes: Partial<Draft>) =>
    save(drafts.map((draft) => (draft.key === key ? { ...draft, ...changes } : draft)));
  const swatch = (color: string) => (
    <Flex gap={8} align="center">
      <span style={{ width: 14, height: 14, borderRadius: 4, background: colourTokens(token, color).edge }} />
      {t(`views.colour.${colours.find((name) => name === color) ?? "blue"}`)}
    </Flex>
  );

  return (
    <div style={{ width: "min(560px, calc(100vw - 64px))", maxHeight: "60vh", overflowY: "auto" }}>
      <Typography.Paragraph type="secondary">{t("views.noColours")}</Typography.Paragraph>
      {drafts.map((draft) => (
        <div key={draft.key}>
          <Flex gap={8} style={{ marginBottom: 8 }}>
            <Select
              value={draft.color}
              onChange={(color) => replace(draft.key, { color })}
              options={colours.map((value) => ({ value, label: swatch(value) }))}
              aria-label={t("views.colourOf")}
              style={{ width: 140 }}
            />
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t("views.removeColour")}
              onClick={() => save(drafts.filter(({ key }) => key !== draft.key))}
            />
          </Flex>
          <FilterBuilder
            entity={entity}
            condition={draft.condition}
            onChange={(condition) => replace(draft.key, { condition })}
            isFluid
            none={t("views.colourWithoutCondition")}
          />
          <Divider style={{ marginBlock: 12 }} />
        </div>
      ))}
      <Button
        type="text"
        size="small"
        icon={<PlusOutlined />}
        disabled={drafts.length >= mostRules}
        onClick={() => {
          const key = Math.max(-1, ...drafts.map((draft) => draft.key)) + 1;
          setDrafts([
            ...drafts,
            { key, color: colours[key % colours.length] ?? "red", condition: undefined },
          ]);
        }}
      >
        {t("views.addColour")}
      </Button>
    </div>
  );
}

/** Each rule is asked of the database on every page. */
const mostRules = 8;
