/** The first page of a member: what waits in the work queues of the role, its own first. */
import { Flex, theme } from "antd";
import { useWorkQueues } from "../../data/useWorkQueues";
import { useFormat } from "../../i18n/useFormat";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Snapshot } from "../../model/snapshot";
import { ErrorState } from "../../ui/ErrorState";
import { PageHeader } from "../../ui/PageHeader";
import { QueueCard } from "./QueueCard";
import type { Queue } from "./queuesOf";
import "./queues.css";

interface QueuesPageProps {
  snapshot: Snapshot;
  queues: readonly Queue[];
}

export function QueuesPage({ snapshot, queues }: QueuesPageProps) {
  const t = useText();
  const label = useLabel();
  const format = useFormat();
  const { token } = theme.useToken();
  const counted = useWorkQueues([...new Set(queues.map(({ entity }) => entity.name))]);
  const countOf = ({ view }: Queue) => counted.queues?.find((queue) => queue.view === view.id);
  // Who only reads has no work of his own; then nothing is set apart.
  const mine = queues.some(({ isMine }) => isMine) ? queues.filter(({ isMine }) => isMine) : queues;
  const others = queues.filter((queue) => !mine.includes(queue));
  const late = mine.reduce((sum, queue) => Math.max(sum, countOf(queue)?.overdue ?? 0), 0);
  const isDone = mine.every((queue) => countOf(queue)?.count === 0);
  if (counted.error) return <ErrorState error={counted.error} onRetry={() => void counted.refetch()} />;

  const grid = (shown: readonly Queue[]) => (
    <div className="queues">
      {shown.map((queue) => (
        <QueueCard key={queue.view.id} queue={queue} counted={countOf(queue)} />
      ))}
    </div>
  );
  return (
    <Flex vertical gap={16}>
      <PageHeader
        title={t("home.title")}
        subtitle={
          <>
            {label(snapshot.role.label)}
            {late > 0 && (
              <span style={{ color: token.colorErrorText }}>
                {" · "}
                {t("home.overdue", { count: late, number: format.number(late) })}
              </span>
            )}
            {isDone && ` · ${t("home.done")}`}
          </>
        }
      />
      {grid(mine)}
      {others.length > 0 && (
        <>
          <h2 style={{ margin: "8px 0 0", fontSize: token.fontSizeLG, fontWeight: token.fontWeightStrong }}>
            {t("home.others")}
          </h2>
          {grid(others)}
        </>
      )}
    </Flex>
  );
}
