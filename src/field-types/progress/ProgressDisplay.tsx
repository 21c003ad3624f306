/** Shows a share of the whole as a bar with its number. */
import { Flex, theme } from "antd";
import { useFormat } from "../../i18n/useFormat";
import type { DisplayProps } from "../FieldType";
import { FigureText } from "../shared/FigureText";
import { parseNumber } from "../shared/parseNumber";

export function ProgressDisplay({ value }: DisplayProps) {
  const format = useFormat();
  const { token } = theme.useToken();
  const points = Math.min(Math.max(parseNumber(value) ?? 0, 0), 100);
  return (
    <Flex align="center" gap={8} style={{ maxWidth: 220 }}>
      <span
        aria-hidden
        style={{
          flex: 1,
          height: 6,
          borderRadius: 3,
          overflow: "hidden",
          background: token.colorFillSecondary,
        }}
      >
        <span
          style={{
            display: "block",
            height: "100%",
            width: `${points}%`,
            background: points === 100 ? token.colorSuccess : token.colorPrimary,
          }}
        />
      </span>
      <FigureText text={format.percent(points / 100)} />
    </Flex>
  );
}
