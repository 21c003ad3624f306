/** All keyboard shortcuts on one sheet. */
import { Col, Flex, Modal, Row, Typography } from "antd";
import { useText } from "../i18n/useText";
import { isMac } from "./isMac";

interface ShortcutSheetProps {
  onClose: () => void;
}

export function ShortcutSheet({ onClose }: ShortcutSheetProps) {
  const t = useText();
  const control = isMac ? "⌘" : "Ctrl";
  const groups = [
    {
      title: t("shell.shortcuts.everywhere"),
      keys: [
        [[control, "K"], t("shell.shortcuts.palette")],
        [["/"], t("shell.shortcuts.search")],
        [["?"], t("shell.shortcuts.sheet")],
        [["Esc"], t("shell.shortcuts.close")],
      ],
    },
    {
      title: t("shell.shortcuts.lists"),
      keys: [
        [["J"], t("shell.shortcuts.next")],
        [["K"], t("shell.shortcuts.previous")],
        [["Enter"], t("shell.shortcuts.open")],
        [["N"], t("shell.shortcuts.new")],
      ],
    },
    {
      title: t("shell.shortcuts.cells"),
      keys: [
        [["↑", "↓", "←", "→"], t("shell.shortcuts.cellMove")],
        [["Shift", "↓"], t("shell.shortcuts.cellSelect")],
        [["F2"], t("shell.shortcuts.cellEdit")],
        [[control, "C"], t("shell.shortcuts.cellCopy")],
        [[control, "V"], t("shell.shortcuts.cellPaste")],
      ],
    },
    {
      title: t("shell.shortcuts.records"),
      keys: [
        [["E"], t("shell.shortcuts.edit")],
        [[control, "S"], t("shell.shortcuts.save")],
      ],
    },
  ] satisfies { title: string; keys: [string[], string][] }[];

  return (
    <Modal open onCancel={onClose} footer={null} title={t("shell.shortcuts.title")} width={680}>
      <Row gutter={[32, 24]}>
        {groups.map(({ title, keys }) => (
          <Col key={title} xs={24} sm={12}>
            <Typography.Text type="secondary">{title}</Typography.Text>
            {keys.map(([caps, label]) => (
              <Flex key={label} justify="space-between" style={{ paddingBlock: 4 }}>
                <span>{label}</span>
                <Flex gap={4}>
                  {caps.map((cap) => (
                    <Typography.Text key={cap} keyboard>
                      {cap}
                    </Typography.Text>
                  ))}
                </Flex>
              </Flex>
            ))}
          </Col>
        ))}
      </Row>
    </Modal>
  );
}
