/** The saved views of an entity to choose from: favourites, shared, personal. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Flex, Input, Typography } from "antd";
import { useState } from "react";
import { useSnapshot } from "../../data/useSnapshot";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import type { View } from "../../model/view";
import type { ListState } from "../list/listState";
import type { ViewDialogRequest } from "./viewDialogRequest";
import { viewIcons } from "./viewIcons";
import { ViewRow } from "./ViewRow";

interface ViewListProps {
  entity: Entity;
  state: ListState;
  /** Undefined = no saved view. */
  onOpen: (view: View | undefined) => void;
  onDialog: (request: ViewDialogRequest) => void;
}

const manyViews = 8;

export function ViewList({ entity, state, onOpen, onDialog }: ViewListProps) {
  const t = useText();
  const label = useLabel();
  const { snapshot } = useSnapshot();
  const [search, setSearch] = useState("");
  const found = entity.views.filter((view) => label(view.label).toLowerCase().includes(search.toLowerCase()));
  const sections = [
    { name: t("views.favourites"), views: found.filter((view) => view.isFavourite) },
    {
      name: t("views.shared"),
      views: found.filter((view) => !view.isFavourite && view.sharing !== "personal"),
    },
    {
      name: t("views.personal"),
      views: found.filter((view) => !view.isFavourite && view.sharing === "personal"),
    },
  ];

  return (
    <Flex vertical gap={8} style={{ width: "min(300px, calc(100vw - 64px))" }}>
      {entity.views.length >= manyViews && (
        <Input
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          placeholder={t("views.find")}
          aria-label={t("views.find")}
          allowClear
          autoFocus
        />
      )}
      <div style={{ maxHeight: "min(440px, 55vh)", overflowY: "auto" }}>
        <Button
          block
          type="text"
          icon={viewIcons.table}
          style={{ justifyContent: "flex-start" }}
          aria-current={entity.views.some(({ id }) => id === state.view) ? undefined : "true"}
          onClick={() => onOpen(undefined)}
        >
          {t("views.all")}
        </Button>
        {sections.map(
          ({ name, views }) =>
            views.length > 0 && (
              <section key={name} aria-label={name}>
                <Typography.Text type="secondary" style={{ fontSize: 12, paddingInline: 8 }}>
                  {name}
                </Typography.Text>
                {views.map((view) => (
                  <ViewRow
                    key={view.id}
                    {...{ entity, view, onDialog }}
                    isOpen={view.id === state.view}
                    onOpen={() => onOpen(view)}
                  />
                ))}
              </section>
            ),
        )}
      </div>
      {snapshot?.viewAs === null && (
        <Button icon={<PlusOutlined />} onClick={() => onDialog({ kind: "create" })}>
          {t("views.new")}
        </Button>
      )}
    </Flex>
  );
}
