/** Orders by weekday and hour, the busier the darker. */
import { theme } from "antd";
import { useFormat } from "../../i18n/useFormat";
import { useLanguage } from "../../i18n/useLanguage";
import { useText } from "../../i18n/useText";
import type { ReportRow } from "./ReportPeriod";

/** A Monday. */
const monday = Date.UTC(2024, 0, 1);
const dayMilliseconds = 86_400_000;
/** Percent of the colour; letters stay readable on it in both themes. */
const strongest = 40;
const hours = Array.from({ length: 24 }, (_, hour) => hour);

export function HoursMap({ rows }: { rows: readonly ReportRow[] }) {
  const t = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const { token } = theme.useToken();
  const weekdays = new Intl.DateTimeFormat(language, { weekday: "short", timeZone: "UTC" });
  const most = Math.max(1, ...rows.map(({ orders }) => Number(orders)));
  const ordersAt = (weekday: number, hour: number) =>
    Number(rows.find((row) => row["weekday"] === weekday && row["hour"] === hour)?.["orders"] ?? 0);
  const small = {
    fontSize: token.fontSizeSM,
    color: token.colorTextSecondary,
    fontWeight: "normal" as const,
  };

  return (
    <div style={{ overflowX: "auto" }} tabIndex={0} role="region" aria-label={t("reports.names.hours")}>
      <table
        style={{
          borderSpacing: 2,
          borderCollapse: "separate",
          width: "100%",
          minWidth: 640,
          tableLayout: "fixed",
        }}
      >
        <thead>
          <tr>
            <td style={{ width: 56 }} />
            {hours.map((hour) => (
              <th key={hour} scope="col" style={small}>
                {hour}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[1, 2, 3, 4, 5, 6, 7].map((weekday) => {
            const name = weekdays.format(monday + (weekday - 1) * dayMilliseconds);
            return (
              <tr key={weekday}>
                <th
                  scope="row"
                  style={{ ...small, textAlign: "start", whiteSpace: "nowrap", paddingInlineEnd: 8 }}
                >
                  {name}
                </th>
                {hours.map((hour) => {
                  const orders = ordersAt(weekday, hour);
                  const strength = Math.round(8 + (strongest * orders) / most);
                  return (
                    <td
                      key={hour}
                      title={t("reports.hoursOf", { weekday: name, hour, orders: format.number(orders) })}
                      style={{
                        height: 24,
                        textAlign: "center",
                        fontSize: 11,
                        borderRadius: 3,
                        background:
                          orders === 0
                            ? token.colorFillQuaternary
                            : `color-mix(in srgb, ${token.colorPrimary} ${String(strength)}%, ${token.colorBgContainer})`,
                      }}
                    >
                      {orders === 0 ? "" : format.compact(orders)}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
