/** Indexes that were made for slow lists: how they are doing, and which of them nobody uses. */
import { App, Button, Table, Tag, Typography } from "antd";
import { DataError } from "../../data/DataError";
import { type OwnIndex, useIndexes } from "../../data/useIndexes";
import { useIndexActions } from "../../data/useListCost";
import { useSnapshot } from "../../data/useSnapshot";
import { useFormat } from "../../i18n/useFormat";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorState } from "../../ui/ErrorState";
import { Moment } from "../../ui/Moment";
import { PageHeader } from "../../ui/PageHeader";

const stateColours = { building: "blue", ready: "green", failed: "red", removing: "default" } as const;
const bytesPerMegabyte = 1_048_576;

export function SpeedPage() {
  const t = useText();
  const format = useFormat();
  const labelOf = useLabel();
  const { message } = App.useApp();
  const { snapshot } = useSnapshot();
  const { answer: indexes, isLoading, error, refetch } = useIndexes();
  const { removeIndex } = useIndexActions();
  const entityOf = (name: string) => snapshot?.entities.find((entity) => entity.name === name);
  const nameOf = ({ entity, columns }: OwnIndex) =>
    columns
      .map(
        ({ field }) => labelOf(entityOf(entity)?.fields.find(({ name }) => name === field)?.label) || field,
      )
      .join(" · ");
  const remove = async (name: string) => {
    try {
      await removeIndex(name);
      void message.success(t("speed.removing"));
    } catch (problem) {
      if (!(problem instanceof DataError)) throw problem;
      void message.error(problem.message);
    }
  };

  return (
    <>
      <PageHeader title={t("speed.title")} />
      <Typography.Paragraph type="secondary">{t("speed.help")}</Typography.Paragraph>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Table<OwnIndex>
          rowKey="name"
          size="middle"
          pagination={false}
          loading={isLoading}
          dataSource={indexes ?? []}
          scroll={{ x: "max-content" }}
          locale={{ emptyText: <EmptyState title={t("speed.none")} description={t("speed.noneHelp")} /> }}
          columns={[
            {
              title: t("speed.list"),
              render: (_value, { entity }) => labelOf(entityOf(entity)?.label) || entity,
            },
            { title: t("speed.by"), render: (_value, index) => nameOf(index) },
            {
              title: t("speed.state"),
              render: (_value, { state, isUnused, problem }) => (
                <>
                  <Tag color={stateColours[state]} title={problem ?? undefined}>
                    {t(`speed.states.${state}`)}
                  </Tag>
                  {isUnused && <Tag color="orange">{t("speed.unused")}</Tag>}
                </>
              ),
            },
            {
              title: t("speed.size"),
              align: "right",
              render: (_value, { bytes }) =>
                bytes === null
                  ? "–"
                  : t("speed.megabytes", { figure: format.number(Math.ceil(bytes / bytesPerMegabyte)) }),
            },
            { title: t("speed.uses"), align: "right", render: (_value, { uses }) => format.number(uses) },
            {
              title: t("speed.made"),
              render: (_value, { createdAt, createdBy }) => (
                <>
                  {createdBy} <Moment at={createdAt} />
                </>
              ),
            },
            {
              key: "remove",
              align: "right",
              render: (_value, { name, state }) => (
                <Button size="small" disabled={state === "removing"} onClick={() => void remove(name)}>
                  {t("speed.remove")}
                </Button>
              ),
            },
          ]}
        />
      )}
    </>
  );
}
