/** Name, colour, logo and first looks of the workspace; the page itself shows how they will be. */
import { Alert, App, Button, Card, ColorPicker, Flex, Form, Segmented, Typography } from "antd";
import { useEffect, useState } from "react";
import { DataError } from "../../data/DataError";
import { useSaveAppearance } from "../../data/useSaveAppearance";
import { useSnapshot } from "../../data/useSnapshot";
import { useText } from "../../i18n/useText";
import type { Label } from "../../model/label";
import type { AppearanceSettings } from "../../model/appearance";
import { showBrand } from "../../ui/brandStore";
import { contrast } from "../../ui/brandTokens";
import { PageHeader } from "../../ui/PageHeader";
import { UnsavedChangesGuard } from "../../ui/UnsavedChangesGuard";
import { completeLabel, isEmptyLabel } from "../completeLabel";
import { LabelInput } from "../LabelInput";
import { LogoInput } from "./LogoInput";

const plain: AppearanceSettings = { color: null, logo: null, theme: "system", density: "comfortable" };
/** What the app has of its own. */
const ownColor = "#0e6680";
const enough = 4.5;

export function AppearancePage() {
  const { snapshot } = useSnapshot();
  if (!snapshot) return null;
  const { name, appearance = plain } = snapshot.settings;
  return <AppearanceForm key={JSON.stringify([name, appearance])} saved={{ ...appearance, name }} />;
}

function AppearanceForm({ saved }: { saved: AppearanceSettings & { name: Label } }) {
  const t = useText();
  const { message } = App.useApp();
  const { save, isSaving } = useSaveAppearance();
  const [draft, setDraft] = useState(saved);
  const [problem, setProblem] = useState<string>();
  const change = (more: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...more }));
  const hasChanges = JSON.stringify(draft) !== JSON.stringify(saved);
  const ratio = contrast(draft.color ?? ownColor, "#ffffff");
  const isReadable = ratio >= enough;

  useEffect(() => {
    const { name: _name, ...looks } = draft;
    showBrand(looks);
  }, [draft]);
  useEffect(() => {
    const { name: _name, ...looks } = saved;
    return () => showBrand(looks);
  }, [saved]);

  const handleSave = async () => {
    setProblem(undefined);
    try {
      await save({ ...draft, name: completeLabel(draft.name) });
      void message.success(t("appearance.saved"));
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      setProblem(error.message);
    }
  };
  const figure = (Math.floor(ratio * 10) / 10).toFixed(1);

  return (
    <Flex vertical gap={16} style={{ maxWidth: 720 }}>
      <PageHeader
        title={t("appearance.title")}
        subtitle={t("appearance.subtitle")}
        actions={
          <>
            <Button disabled={!hasChanges} onClick={() => setDraft(saved)}>
              {t("appearance.undo")}
            </Button>
            <Button
              type="primary"
              loading={isSaving}
              disabled={!hasChanges || !isReadable || isEmptyLabel(draft.name)}
              onClick={() => void handleSave()}
            >
              {t("general.save")}
            </Button>
          </>
        }
      />
      {problem !== undefined && <Alert type="error" showIcon role="alert" message={problem} />}
      <Card size="small">
        <Form layout="vertical" component="div">
          <Form.Item label={t("appearance.name")}>
            <LabelInput
              value={draft.name}
              onChange={(name) => change({ name })}
              name={t("appearance.name")}
            />
          </Form.Item>
          <Form.Item label={t("appearance.color")} extra={t("appearance.colorHelp")}>
            <Flex gap={12} align="center" wrap>
              <ColorPicker
                value={draft.color ?? ownColor}
                onChangeComplete={(color) => change({ color: color.toHexString().slice(0, 7) })}
                disabledAlpha
                disabledFormat
                format="hex"
                showText
              />
              <Button size="small" disabled={draft.color === null} onClick={() => change({ color: null })}>
                Kontor
              </Button>
              <Typography.Text type={isReadable ? "secondary" : "danger"} role="status">
                {t(isReadable ? "appearance.contrast" : "appearance.contrastLow", { ratio: figure })}
              </Typography.Text>
            </Flex>
          </Form.Item>
          <Form.Item label={t("appearance.logo")} extra={t("appearance.logoHelp")}>
            <LogoInput value={draft.logo} onChange={(logo) => change({ logo })} onProblem={setProblem} />
          </Form.Item>
          <Form.Item label={t("appearance.theme")} extra={t("appearance.defaultsHelp")}>
            <Segmented<AppearanceSettings["theme"]>
              value={draft.theme}
              onChange={(theme) => change({ theme })}
              options={[
                { value: "system", label: t("shell.appearance.system") },
                { value: "light", label: t("shell.appearance.light") },
                { value: "dark", label: t("shell.appearance.dark") },
              ]}
              aria-label={t("appearance.theme")}
            />
          </Form.Item>
          <Form.Item label={t("appearance.density")} extra={t("appearance.defaultsHelp")}>
            <Segmented<AppearanceSettings["density"]>
              value={draft.density}
              onChange={(density) => change({ density })}
              options={[
                { value: "comfortable", label: t("shell.appearance.comfortable") },
                { value: "compact", label: t("shell.appearance.compact") },
              ]}
              aria-label={t("appearance.density")}
            />
          </Form.Item>
        </Form>
      </Card>
      <UnsavedChangesGuard hasChanges={hasChanges && !isSaving} />
    </Flex>
  );
}
