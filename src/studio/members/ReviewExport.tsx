/** Downloads the access review: every member, whatever the filter shows. */
import { DownloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { MembersPageAnswer } from "../../data/config/membersPage";
import { useFormat } from "../../i18n/useFormat";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { toCsv } from "../../model/toCsv";
import { downloadText } from "../../ui/downloadText";
import { reviewRows } from "./reviewFile";

export function ReviewExport({ page }: { page: MembersPageAnswer }) {
  const t = useText();
  const labelOf = useLabel();
  const format = useFormat();

  const handleClick = () => {
    const header = [
      t("members.name"),
      t("members.email"),
      t("members.roles"),
      t("members.activeRole"),
      t("members.export.active"),
      t("members.lastSignIn"),
      t("members.secondStep"),
      t("members.export.changed"),
      t("members.review.last"),
      t("members.review.by"),
      t("members.review.overdue"),
    ];
    const [yes, no] = [t("general.yes"), t("general.no")];
    const rows = reviewRows(page, { header, labelOf, moment: (at) => format.dateTime(at), yes, no });
    const day = new Date().toISOString().slice(0, 10);
    downloadText(`${t("members.export.file")}-${day}.csv`, toCsv(rows));
  };

  return (
    <Button icon={<DownloadOutlined />} onClick={handleClick}>
      {t("members.export.button")}
    </Button>
  );
}
