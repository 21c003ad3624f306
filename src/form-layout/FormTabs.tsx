/** Draws a layout: tabs when there are several, sections with a heading, fields in columns. */
import { Col, Row, Tabs, Typography } from "antd";
import { type ReactNode, useState } from "react";
import { useLabel } from "../i18n/useLabel";
import { useText } from "../i18n/useText";
import { type DrawnField, type DrawnSection, type DrawnTab, tabOfField } from "./drawnTabs";

interface FormTabsProps {
  tabs: DrawnTab[];
  children: (drawn: DrawnField) => ReactNode;
  /** A field that must come to sight, wherever it is; a new object each time. */
  revealed?: { name: string } | undefined;
  isNarrow: boolean;
}

export function FormTabs({ tabs, children, revealed, isNarrow }: FormTabsProps) {
  const label = useLabel();
  const [active, setActive] = useState<string>();
  const [lastRevealed, setLastRevealed] = useState(revealed);
  if (revealed !== lastRevealed) {
    setLastRevealed(revealed);
    setActive(tabOfField(tabs, revealed?.name ?? "") ?? active);
  }

  const sectionsOf = ({ sections }: DrawnTab) =>
    sections.map((section) => (
      <Section key={section.key} section={section} isNarrow={isNarrow}>
        {children}
      </Section>
    ));
  const [only] = tabs;
  if (tabs.length <= 1) return <>{only && sectionsOf(only)}</>;
  return (
    <Tabs
      activeKey={tabs.some(({ key }) => key === active) ? active : only?.key}
      onChange={setActive}
      items={tabs.map((tab) => ({
        key: tab.key,
        label: label(tab.label),
        // Inputs that nobody has looked at belong to the form as well.
        forceRender: true,
        children: sectionsOf(tab),
      }))}
    />
  );
}

interface SectionProps extends Pick<FormTabsProps, "children" | "isNarrow"> {
  section: DrawnSection;
}

function Section({ section, children, isNarrow }: SectionProps) {
  const t = useText();
  const label = useLabel();
  const heading = section.isRest ? t("forms.otherFields") : section.label && label(section.label);
  const unit = 24 / section.columns;
  const spanOf = (width: number | undefined) => Math.min(24, unit * (width ?? 1));
  return (
    <section aria-label={heading || undefined} style={{ marginBottom: 8 }}>
      {heading && (
        <Typography.Title level={5} style={{ marginBlock: "4px 12px" }}>
          {heading}
        </Typography.Title>
      )}
      <Row gutter={16}>
        {section.fields.map((drawn) => (
          <Col
            key={drawn.field.name}
            xs={24}
            sm={isNarrow ? Math.max(spanOf(drawn.placed.width), 12) : spanOf(drawn.placed.width)}
          >
            {children(drawn)}
          </Col>
        ))}
      </Row>
    </section>
  );
}
