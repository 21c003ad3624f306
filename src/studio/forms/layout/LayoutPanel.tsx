/** The layout of the chosen role: arranged by hand, or left to itself. */
import { Button, Flex } from "antd";
import { useText } from "../../../i18n/useText";
import type { Entity } from "../../../model/snapshot";
import { EmptyState } from "../../../ui/EmptyState";
import type { useFormDraft } from "../useFormDraft";
import { LayoutEditor } from "./LayoutEditor";

interface LayoutPanelProps {
  entity: Entity;
  state: ReturnType<typeof useFormDraft>;
}

export function LayoutPanel({ entity, state }: LayoutPanelProps) {
  const t = useText();
  if (!state.own) {
    const isOfRole = state.role !== null;
    return (
      <EmptyState
        title={t(isOfRole ? "forms.noOwnLayout" : "forms.noLayout")}
        description={t(isOfRole ? "forms.noOwnLayoutHelp" : "forms.noLayoutHelp")}
        action={
          <Button type="primary" onClick={state.begin}>
            {t(isOfRole ? "forms.beginOwn" : "forms.begin")}
          </Button>
        }
      />
    );
  }
  return (
    <Flex vertical gap={12}>
      <LayoutEditor key={state.role} entity={entity} layout={state.own} onChange={state.setLayout} />
      <Button type="link" size="small" onClick={() => state.setLayout(undefined)}>
        {t(state.role === null ? "forms.reset" : "forms.resetOwn")}
      </Button>
    </Flex>
  );
}
