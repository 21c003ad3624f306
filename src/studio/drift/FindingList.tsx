/** Findings as sentences, the riskiest first; what may be taken over has a button. */
import { Button, Flex, Tag, theme } from "antd";
import type { DriftFinding } from "../../data/config/driftFinding";
import type { RolesPageAnswer } from "../../data/config/rolesPage";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { findingRisk, findingText, type Risk } from "./findingText";

interface FindingListProps {
  findings: DriftFinding[];
  studio: RolesPageAnswer | undefined;
  onAdopt: (finding: DriftFinding, text: string) => void;
}

const order: Risk[] = ["high", "neutral", "low"];
const colors = { high: "error", low: "warning", neutral: "default" } as const;

export function FindingList({ findings, studio, onAdopt }: FindingListProps) {
  const t = useText();
  const labelOf = useLabel();
  const { token } = theme.useToken();
  const sorted = [...findings].sort((a, b) => order.indexOf(findingRisk(a)) - order.indexOf(findingRisk(b)));
  return (
    <ul style={{ listStyle: "none", margin: 0, padding: 0, maxWidth: 960 }}>
      {sorted.map((finding) => {
        const text = findingText(finding, { t, labelOf, studio });
        const risk = findingRisk(finding);
        return (
          <Flex
            key={JSON.stringify(finding)}
            component="li"
            gap={12}
            align="center"
            wrap
            style={{ paddingBlock: 12, borderBottom: `1px solid ${token.colorBorderSecondary}` }}
          >
            <Tag color={colors[risk]} style={{ marginInlineEnd: 0 }}>
              {t(`audit.drift.risk.${risk}`)}
            </Tag>
            <span style={{ flex: "1 1 320px", minWidth: 0, overflowWrap: "anywhere" }}>{text}</span>
            {finding.can_adopt && (
              <Button size="small" onClick={() => onAdopt(finding, text)}>
                {t("audit.drift.adopt")}
              </Button>
            )}
          </Flex>
        );
      })}
    </ul>
  );
}
