/** Sub-orders with their parcels, and where each parcel is. */
import { PrinterOutlined } from "@ant-design/icons";
import { Button, Card, Flex, Skeleton } from "antd";
import { lazy, Suspense } from "react";
import type { DataRecord } from "../../data/record";
import { useText } from "../../i18n/useText";
import { Text } from "../../ui/Text";
import { SplitTools } from "../split/SplitTools";
import { useMayRun } from "../../data/useMayRun";
import { useOperationQuery } from "../../data/useOperationQuery";
import { Guests } from "./Guests";
import { inCurrencyOf } from "./inCurrencyOf";
import type { MergeOption } from "./MergeButton";
import { parcelsOf, subOrdersOf, trackingOf } from "./orderParts";
import { Parcel } from "./Parcel";
import { PartProblem } from "./PartProblem";
import { SubOrder } from "./SubOrder";
import { useOrderRows } from "./useOrderRows";
import { useSharedParcels } from "./useSharedParcels";

const MergeButton = lazy(async () => ({ default: (await import("./MergeButton")).MergeButton }));

const mergeable = ["reserved", "released"];

export function FulfilmentCard({ order }: { order: DataRecord }) {
  const t = useText();
  const parts = useOrderRows(subOrdersOf(order.id));
  const parcels = useOrderRows(parcelsOf(order.id));
  const events = useOrderRows(trackingOf(order.id));
  const live = parts.rows.filter((part) => part.values.is_superseded !== true);
  const shared = useSharedParcels(live);
  const mayRun = useMayRun();
  const isOpen = live.some(({ values }) => mergeable.includes(String(values.status)));
  const { answer: options } = useOperationQuery<MergeOption[]>(
    "merge_options",
    { order_id: order.id },
    { isEnabled: isOpen && mayRun("merge_options") && mayRun("merge_sub_orders") },
  );
  const optionOf = (part: DataRecord) => options?.find(({ sub_order }) => sub_order === part.id);
  if (!parts.entity && !parcels.entity) return null;

  const partEntity = parts.entity;
  const isLoading = parts.entity ? parts.isLoading : parcels.isLoading;
  const show = (parcel: DataRecord) => <Parcel key={parcel.id} {...{ parcel, parcels, events }} />;
  return (
    <Card
      size="small"
      title={t("orders.fulfilment")}
      extra={
        <Flex gap={8}>
          <Button
            size="small"
            icon={<PrinterOutlined />}
            href={`/print/packing-slips?ids=${order.id}`}
            target="_blank"
          >
            {t("fulfilment.printSlip")}
          </Button>
          {parts.entity && !isLoading && <SplitTools order={order} parts={live} />}
        </Flex>
      }
    >
      <PartProblem error={parts.error ?? parcels.error ?? events.error} />
      {isLoading && <Skeleton active />}
      {!isLoading && live.length + parcels.rows.length === 0 && (
        <Text type="secondary">{t("orders.noParcels")}</Text>
      )}
      <Flex vertical gap={12}>
        {partEntity &&
          live.map((part) => (
            <SubOrder
              key={part.id}
              entity={partEntity}
              part={part}
              fields={inCurrencyOf(order, parts.fields)}
              tools={
                optionOf(part) && (
                  <Suspense>
                    <MergeButton part={part} option={optionOf(part)} />
                  </Suspense>
                )
              }
            >
              <Guests guests={shared.guestsOf(part)} />
              {parcels.rows.filter((parcel) => parcel.values.fulfillment_order_id === part.id).map(show)}
              {shared.carrying(part).map(show)}
            </SubOrder>
          ))}
        {!parts.entity && parcels.rows.map(show)}
      </Flex>
    </Card>
  );
}
