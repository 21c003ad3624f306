/** What another formula would change, asked for before it is saved. */
import { Alert, Button, Flex, Table, Typography } from "antd";
import { useState } from "react";
import { DataError } from "../data/DataError";
import { type FormulaRehearsal as Report, useRehearseFormula } from "../data/useRehearseFormula";
import { useText } from "../i18n/useText";

interface FormulaRehearsalProps {
  entity: string;
  field: string;
  formula: string;
}

export function FormulaRehearsal({ entity, field, formula }: FormulaRehearsalProps) {
  const t = useText();
  const rehearse = useRehearseFormula();
  const [report, setReport] = useState<Report & { formula: string }>();
  const [problem, setProblem] = useState<string>();
  const [isAsking, setIsAsking] = useState(false);

  const ask = async () => {
    setProblem(undefined);
    setIsAsking(true);
    try {
      setReport({ ...(await rehearse(entity, field, formula)), formula });
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      setProblem(error.message);
    } finally {
      setIsAsking(false);
    }
  };

  const shown = report?.formula === formula ? report : undefined;
  return (
    <Flex vertical gap={6} style={{ marginTop: 6 }}>
      <Button size="small" onClick={() => void ask()} loading={isAsking} style={{ alignSelf: "flex-start" }}>
        {t("types.tryFormula")}
      </Button>
      {problem !== undefined && <Alert type="error" showIcon role="alert" message={problem} />}
      {shown && (
        <Typography.Text type="secondary">
          {t("types.formulaChanges", { changes: shown.changes, records: shown.records })}
        </Typography.Text>
      )}
      {shown && shown.samples.length > 0 && (
        <Table
          size="small"
          rowKey="id"
          dataSource={shown.samples}
          pagination={false}
          scroll={{ y: 200 }}
          columns={[
            { key: "title", dataIndex: "title", title: t("fields.record") },
            { key: "before", dataIndex: "before", title: t("types.before"), render: orDash },
            { key: "after", dataIndex: "after", title: t("types.after"), render: orDash },
          ]}
        />
      )}
    </Flex>
  );
}

const orDash = (value: string | null) => value ?? "–";
