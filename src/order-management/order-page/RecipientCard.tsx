/** Who gets the parcel and where; roles that may change it do so in place. */
import { Flex } from "antd";
import type { DataRecord } from "../../data/record";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import { Text } from "../../ui/Text";
import { Copyable } from "./Copyable";
import { EditableCard, type EditablePartProps } from "./EditableCard";
import { formatAddress } from "./formatAddress";
import { readableFields } from "./readableFields";

const addressParts = ["country", "province", "city", "district", "street", "zip"] as const;

const editedFields = ["ship_name", "ship_phone", ...addressParts.map((part) => `ship_${part}`)];

export function RecipientCard(props: EditablePartProps) {
  const t = useText();
  const { entity, record } = props;
  const names = readableFields(entity, ["ship_name"]);
  const phones = readableFields(entity, ["ship_phone", "ship_phone_masked"]).slice(0, 1);
  const lines = formatAddress(addressOf(entity, record));
  const canReadAddress = readableFields(entity, editedFields).length > 0;
  if (!canReadAddress && phones.length === 0) return null;

  const filled = [...names, ...phones].filter((field) => record.values[field.name] != null);
  return (
    <EditableCard {...props} part="recipient" title={t("orders.recipient")} fields={editedFields}>
      <Flex vertical gap={4}>
        {filled.map((field) => (
          <Copyable key={field.name} text={String(record.values[field.name])}>
            <FieldDisplay field={field} record={record} />
          </Copyable>
        ))}
        {lines.length > 0 && (
          <Copyable
            text={[record.values.ship_name, record.values.ship_phone, ...lines].filter(Boolean).join("\n")}
          >
            {lines.map((line) => (
              <span key={line} style={{ display: "block" }}>
                {line}
              </span>
            ))}
          </Copyable>
        )}
        {filled.length + lines.length === 0 && <Text type="secondary">{t("orders.noAddress")}</Text>}
      </Flex>
    </EditableCard>
  );
}

function addressOf(entity: Entity, record: DataRecord) {
  const readable = readableFields(
    entity,
    addressParts.map((part) => `ship_${part}`),
  );
  const parts = readable.map(
    (field) => [field.name.replace("ship_", ""), record.values[field.name]] as const,
  );
  return Object.fromEntries(parts.filter((part): part is [string, string] => typeof part[1] === "string"));
}
