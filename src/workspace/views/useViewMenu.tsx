/** What can be done with a saved view beside opening it, by the reader's rights. */
import {
  CopyOutlined,
  DashboardOutlined,
  DeleteOutlined,
  EditOutlined,
  HomeOutlined,
  LinkOutlined,
  LockOutlined,
  ShareAltOutlined,
  UnlockOutlined,
  UserOutlined,
} from "@ant-design/icons";
import { App, type MenuProps } from "antd";
import { useSnapshot } from "../../data/useSnapshot";
import { useViewActions } from "../../data/useViewActions";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import type { Sharing, View } from "../../model/view";
import { useViewAttempt } from "./useViewAttempt";
import type { ViewDialogRequest } from "./viewDialogRequest";
import { mayChange, mayShare } from "./viewRights";
import { viewLink } from "./viewLink";

interface ViewMenuOptions {
  entity: Entity;
  view: View;
  onDialog: (request: ViewDialogRequest) => void;
}

export function useViewMenu({ entity, view, onDialog }: ViewMenuOptions): NonNullable<MenuProps["items"]> {
  const t = useText();
  const label = useLabel();
  const { modal } = App.useApp();
  const { snapshot } = useSnapshot();
  const { createView, changeView, deleteView } = useViewActions();
  const attempt = useViewAttempt();
  const name = label(view.label);
  const canChange = mayChange(view, snapshot);
  const canShare = mayShare(snapshot);

  const share = (sharing: Sharing) => () => void attempt(changeView(view.id, { sharing }), t("views.saved"));
  const duplicate = () => {
    const copied = { en: `${view.label.en} (copy)`, "zh-CN": `${view.label["zh-CN"]}（副本）` };
    const { type, settings } = view;
    const copy = createView({ entity: entity.name, type, settings, label: copied, sharing: "personal" });
    void attempt(copy, t("views.duplicated"));
  };
  const copyLink = () =>
    void attempt(navigator.clipboard.writeText(viewLink(entity.name, view)), t("views.linkCopied"));
  const isQueue = view.settings.queue != null;
  const toggleQueue = () => {
    const settings = { ...view.settings, queue: isQueue ? null : {} };
    void attempt(changeView(view.id, { settings, version: view.version }), t("views.saved"));
  };
  const remove = () =>
    modal.confirm({
      title: t("views.deleteAsk", { view: name }),
      content: view.sharing === "personal" ? undefined : t("views.deleteShared"),
      okText: t("general.delete"),
      okButtonProps: { danger: true },
      cancelText: t("general.cancel"),
      onOk: () => attempt(deleteView(view.id)),
    });

  const is = (sharing: Sharing) => view.sharing === sharing;
  const entries = [
    {
      when: canChange,
      key: "rename",
      icon: <EditOutlined />,
      onClick: () => onDialog({ kind: "rename", view }),
    },
    { when: snapshot?.viewAs === null, key: "duplicate", icon: <CopyOutlined />, onClick: duplicate },
    { when: true, key: "copyLink", icon: <LinkOutlined />, onClick: copyLink },
    { when: canShare && is("personal"), key: "share", icon: <ShareAltOutlined />, onClick: share("shared") },
    { when: canShare && is("shared"), key: "lock", icon: <LockOutlined />, onClick: share("locked") },
    { when: canShare && is("locked"), key: "unlock", icon: <UnlockOutlined />, onClick: share("shared") },
    { when: canShare && is("shared"), key: "unshare", icon: <UserOutlined />, onClick: share("personal") },
    {
      when: canShare && !is("personal"),
      key: "roles",
      icon: <HomeOutlined />,
      onClick: () => onDialog({ kind: "roles", view }),
    },
    {
      when: canChange && !is("locked") && view.leftOut.length === 0,
      key: isQueue ? "queueOff" : "queueOn",
      icon: <DashboardOutlined />,
      onClick: toggleQueue,
    },
    { when: canChange, key: "delete", icon: <DeleteOutlined />, danger: true, onClick: remove },
  ] as const;
  return entries.flatMap(({ when, key, ...entry }) =>
    when ? [{ ...entry, key, label: t(`views.menu.${key}`) }] : [],
  );
}
