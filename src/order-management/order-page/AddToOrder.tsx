/** Ways to add what an order may have: a payment, a refund, an invoice, a return, a complaint, by right. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Flex } from "antd";
import { Link } from "react-router";
import type { RecordId } from "../../data/record";
import { useSnapshot } from "../../data/useSnapshot";
import { useLabel } from "../../i18n/useLabel";

const addable = ["payments", "refunds", "invoices", "returns", "complaints"];

export function AddToOrder({ orderId }: { orderId: RecordId }) {
  const label = useLabel();
  const { snapshot } = useSnapshot();
  const allowed = addable.flatMap((name) => {
    const entity = snapshot?.entities.find((candidate) => candidate.name === name);
    const link = entity?.fields.find((field) => field.name === "order_id");
    return entity?.actions.create && link?.canCreate ? [entity] : [];
  });
  if (allowed.length === 0) return null;
  return (
    <Flex gap={8} wrap>
      {allowed.map((entity) => (
        <Link key={entity.name} to={`/e/${entity.name}/new?order_id=${encodeURIComponent(String(orderId))}`}>
          <Button icon={<PlusOutlined />}>{label(entity.label)}</Button>
        </Link>
      ))}
    </Flex>
  );
}
