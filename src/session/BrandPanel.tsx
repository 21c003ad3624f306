/** The left half of the pages before the app: ledger lines on petrol. */
import { Flex, Typography } from "antd";
import { useText } from "../i18n/useText";
import { useBrand } from "../ui/brandStore";
import { Logo } from "../ui/Logo";

const rows = Array.from({ length: 15 }, (_, row) => row);

/** Widths of the imaginary entries of the ledger, so that no two rows look alike. */
const entryWidth = (row: number, column: number) => 34 + ((row * 47 + column * 61) % 58);

function Ledger() {
  return (
    <svg
      aria-hidden
      viewBox="0 0 600 720"
      preserveAspectRatio="xMidYMid slice"
      style={{ position: "absolute", inset: 0, width: "100%", height: "100%" }}
    >
      <g stroke="#fff" strokeOpacity="0.09">
        {rows.map((row) => (
          <path key={row} d={`M0 ${String(row * 48 + 24)}H600`} />
        ))}
        <path d="M110 0V720M330 0V720M470 0V720" strokeOpacity="0.14" />
      </g>
      <g fill="#fff">
        {rows.flatMap((row) =>
          [24, 128, 348, 488].map((x, column) => (
            <rect
              key={`${String(row)}-${String(column)}`}
              x={x}
              y={row * 48 + 42}
              width={entryWidth(row, column)}
              height={8}
              rx={4}
              fillOpacity={(row + column) % 4 === 0 ? 0.16 : 0.07}
            />
          )),
        )}
      </g>
    </svg>
  );
}

export function BrandPanel() {
  const t = useText();
  const { color, logo } = useBrand();
  return (
    <Flex
      vertical
      justify="space-between"
      style={{
        position: "relative",
        overflow: "hidden",
        width: "44%",
        maxWidth: 680,
        padding: 40,
        color: "#fff",
        background: color ?? "linear-gradient(160deg, #0e6680 0%, #0a4a60 55%, #08303f 100%)",
      }}
    >
      <Ledger />
      <Flex align="center" gap={12} style={{ position: "relative" }}>
        {logo !== null ? (
          <Logo size={34} />
        ) : (
          <svg width="34" height="34" viewBox="0 0 32 32" aria-hidden>
            <rect width="32" height="32" rx="8" fill="#fff" />
            <path
              d="M9 7.5v17M23 8 12.8 16 23 24"
              stroke="#0e6680"
              strokeWidth="3.2"
              strokeLinecap="round"
              strokeLinejoin="round"
              fill="none"
            />
          </svg>
        )}
        <Typography.Text strong style={{ color: "#fff", fontSize: 20 }}>
          {t("general.appName")}
        </Typography.Text>
      </Flex>
      <Typography.Text
        style={{ position: "relative", color: "#fff", fontSize: 28, lineHeight: 1.4, maxWidth: 420 }}
      >
        {t("session.signIn.slogan")}
      </Typography.Text>
    </Flex>
  );
}
