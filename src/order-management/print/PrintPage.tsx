/** A page for paper: nothing of the app around it, and a bar on top that is not printed. */
import { PrinterOutlined } from "@ant-design/icons";
import { Alert, Button, ConfigProvider, Flex } from "antd";
import { type ReactNode, useMemo } from "react";
import { FormatSettings } from "../../i18n/FormatSettings";
import { useText } from "../../i18n/useText";
import { SessionGate } from "../../session/SessionGate";
import { useBrand } from "../../ui/brandStore";
import { ErrorState } from "../../ui/ErrorState";
import { createTheme } from "../../ui/theme";
import { usePageTitle } from "../../ui/usePageTitle";
import { mostSheets } from "./printAddress";
import { useSelectedInAll } from "./usePrintIds";
import "./print.css";

export const PrintGate = ({ children }: { children: ReactNode }) => (
  <SessionGate>
    {(snapshot) => <FormatSettings value={snapshot.settings}>{children}</FormatSettings>}
  </SessionGate>
);

interface PrintPageProps {
  title: string;
  children: ReactNode;
  /** How many sheets or rows there are, in words. */
  count: string;
  error?: { status: number; message: string } | null | undefined;
  isLoading: boolean;
}

export function PrintPage({ title, count, error, isLoading, children }: PrintPageProps) {
  const t = useText();
  const selected = useSelectedInAll();
  const { color } = useBrand();
  // Paper is white, and so is what stands on it.
  const light = useMemo(
    () => ({
      ...createTheme({ mode: "light", density: "comfortable", isStill: true, color }),
      cssVar: { key: "paper" },
      inherit: false,
    }),
    [color],
  );
  usePageTitle(title);
  if (error) return <ErrorState error={error} />;
  return (
    <ConfigProvider theme={light}>
      <div className="print-page" aria-busy={isLoading}>
        <Flex className="print-bar" gap={12} align="center" justify="space-between" wrap>
          <h1>{title}</h1>
          <span role="status">{isLoading ? t("fulfilment.loading") : count}</span>
          <Button
            type="primary"
            icon={<PrinterOutlined />}
            disabled={isLoading}
            onClick={() => window.print()}
          >
            {t("fulfilment.print")}
          </Button>
        </Flex>
        {selected !== undefined && (
          <Alert
            className="print-bar"
            type="warning"
            showIcon
            message={t("fulfilment.cut", { most: mostSheets, selected })}
          />
        )}
        <main>{children}</main>
      </div>
    </ConfigProvider>
  );
}
