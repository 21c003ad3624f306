/** The first records of a queue, each with how long it has waited or how late it is. */
import { Flex, theme } from "antd";
import { Link } from "react-router";
import type { WaitingRecord } from "../../data/useWorkQueues";
import { useFormat } from "../../i18n/useFormat";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import { entityPath } from "../navigationSections";

interface QueueFirstProps {
  entity: Entity;
  records: readonly WaitingRecord[];
}

export function QueueFirst({ entity, records }: QueueFirstProps) {
  const t = useText();
  const format = useFormat();
  const { token } = theme.useToken();
  const titleOf = ({ id, title }: WaitingRecord) =>
    title === null || title === String(id) ? t("home.record", { id }) : title;
  return (
    <Flex vertical component="ul" gap={2} style={{ listStyle: "none", margin: "12px 0 0", padding: 0 }}>
      {records.map((record) => {
        const isLate = record.due !== null && new Date(record.due) < new Date();
        const at = record.due ?? record.since;
        return (
          <li key={record.id}>
            <Link to={`${entityPath(entity.name)}/${encodeURIComponent(record.id)}`} className="queue-row">
              <span style={{ overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" }}>
                {titleOf(record)}
              </span>
              {at !== null && (
                <time
                  dateTime={at}
                  title={
                    record.due === null ? t("home.since", { when: format.dateTime(at) }) : format.dateTime(at)
                  }
                  style={{ flex: "none", color: isLate ? token.colorErrorText : token.colorTextDescription }}
                >
                  {record.due === null ? format.relative(at) : t("home.due", { when: format.relative(at) })}
                </time>
              )}
            </Link>
          </li>
        );
      })}
    </Flex>
  );
}
