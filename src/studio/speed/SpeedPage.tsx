/** Indexes that were made for slow lists: how they are doing, and which of them nobody uses. */
import { App, Button, Flex, Table, type TableColumnsType, Tag, Typography } from "antd";
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
import { useIsPhone } from "../../ui/useIsPhone";

const stateColours = { building: "blue", ready: "green", failed: "red", removing: "default" } as const;
const bytesPerMegabyte = 1_048_576;

export function SpeedPage() {
  const t = useText();
  const format = useFormat();
  const labelOf = useLabel();
  const { message } = App.useApp();
  const isPhone = useIsPhone();
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

  const stateOf = ({ state, isUnused, problem }: OwnIndex) => (
    <Flex gap={6} wrap>
      <Tag color={stateColours[state]} title={problem ?? undefined} style={{ marginInlineEnd: 0 }}>
        {t(`speed.states.${state}`)}
      </Tag>
      {isUnused && <Tag color="orange">{t("speed.unused")}</Tag>}
    </Flex>
  );
  const sizeOf = ({ bytes }: OwnIndex) =>
    bytes === null
      ? "–"
      : t("speed.megabytes", { figure: format.number(Math.ceil(bytes / bytesPerMegabyte)) });
  const makerOf = ({ createdAt, createdBy }: OwnIndex) => (
    <>
      {createdBy} <Moment at={createdAt} />
    </>
  );
  const listOf = ({ entity }: OwnIndex) => labelOf(entityOf(entity)?.label) || entity;
  const buttonOf = ({ name, state }: OwnIndex) => (
    <Button size="small" disabled={state === "removing"} onClick={() => void remove(name)}>
      {t("speed.remove")}
    </Button>
  );
  const wide: TableColumnsType<OwnIndex> = [
    { key: "list", title: t("speed.list"), render: (_, index) => listOf(index) },
    { key: "by", title: t("speed.by"), render: (_, index) => nameOf(index) },
    { key: "state", title: t("speed.state"), render: (_, index) => stateOf(index) },
    { key: "size", title: t("speed.size"), align: "right", render: (_, index) => sizeOf(index) },
    { key: "uses", title: t("speed.uses"), align: "right", render: (_, { uses }) => format.number(uses) },
    { key: "made", title: t("speed.made"), render: (_, index) => makerOf(index) },
    { key: "remove", align: "right", render: (_, index) => buttonOf(index) },
  ];
  const narrow: TableColumnsType<OwnIndex> = [
    {
      key: "index",
      render: (_, index) => (
        <Flex vertical gap={6}>
          <Flex justify="space-between" gap={8}>
            <Typography.Text strong>{listOf(index)}</Typography.Text>
            {buttonOf(index)}
          </Flex>
          {nameOf(index)}
          <Flex gap={8} wrap>
            {stateOf(index)}
            {sizeOf(index)}
          </Flex>
          <Typography.Text type="secondary">{makerOf(index)}</Typography.Text>
        </Flex>
      ),
    },
  ];

  return (
    <>
      <PageHeader title={t("speed.title")} subtitle={t("speed.help")} />
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Table<OwnIndex>
          rowKey="name"
          size="middle"
          pagination={false}
          loading={isLoading}
          dataSource={indexes ?? []}
          columns={isPhone ? narrow : wide}
          showHeader={!isPhone}
          style={{ marginTop: 16 }}
          locale={{ emptyText: <EmptyState title={t("speed.none")} description={t("speed.noneHelp")} /> }}
        />
      )}
    </>
  );
}
