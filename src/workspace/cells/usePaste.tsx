/** Pasting over cells: what does not fit is said before anything is written; the rest is one batch, to be undone at once. */
import { App, Button, Flex, Typography } from "antd";
import { useContext } from "react";
import { DataError } from "../../data/DataError";
import { useKeysOfTitles } from "../../data/useKeysOfTitles";
import { useSnapshot } from "../../data/useSnapshot";
import { useWriteBatch } from "../../data/useWriteBatch";
import { askedCells, linkedEntity } from "../../field-types/shared/linkedEntity";
import { FormatSettings } from "../../i18n/FormatSettings";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import { recordTitle } from "../record/recordTitle";
import type { Corners } from "./cellRange";
import type { CellGrid } from "./cellsOnPage";
import { isWritable, pasteArea, type PastePlan, planPaste } from "./planPaste";
import { useUndoPaste } from "./useUndoPaste";

const shownProblems = 6;

export function usePaste(entity: Entity) {
  const t = useText();
  const labelOf = useLabel();
  const { message, modal, notification } = App.useApp();
  const { snapshot } = useSnapshot();
  const { timeZone } = useContext(FormatSettings);
  const { write } = useWriteBatch(entity.name);
  const keysOfTitles = useKeysOfTitles();
  const undo = useUndoPaste();

  const linksOf = async (cells: readonly string[][], corners: Corners, { fields }: CellGrid) => {
    const width = pasteArea(corners, cells).column;
    const relations = fields.slice(corners.left, corners.left + width).flatMap((field, column) => {
      const target = linkedEntity(field);
      if (target === undefined || !isWritable(entity, field)) return [];
      const texts = cells.map((row) => row[column % row.length]?.trim() ?? "");
      const titles = askedCells(field, texts).filter((title) => title !== "");
      return [{ field, target, titles }];
    });
    const found = await Promise.all(
      relations.map(
        async ({ field, target, titles }) => [field.name, await keysOfTitles(target, titles)] as const,
      ),
    );
    return new Map(found);
  };

  const confirm = (plan: PastePlan, { fields, records }: CellGrid): Promise<boolean> => {
    const nameOf = (row: number) => {
      const record = records[row];
      return record ? recordTitle(entity, record) : "";
    };
    const content = (
      <Flex vertical gap={4}>
        {plan.refused.slice(0, shownProblems).map(({ row, column, text, why }) => (
          <Typography.Text key={`${row}:${column}`}>
            {t(`cells.refused.${why}`, { record: nameOf(row), field: labelOf(fields[column]?.label), text })}
          </Typography.Text>
        ))}
        {plan.refused.length > shownProblems && (
          <Typography.Text type="secondary">
            {t("cells.moreRefused", { count: plan.refused.length - shownProblems })}
          </Typography.Text>
        )}
        {plan.isCut && <Typography.Text>{t("cells.cut")}</Typography.Text>}
      </Flex>
    );
    const title = t("cells.notAll", { count: plan.refused.length });
    return new Promise((resolve) => {
      const answer = (isYes: boolean) => () => resolve(isYes);
      if (plan.count === 0) modal.error({ title, content, onOk: answer(false), onCancel: answer(false) });
      else {
        const okText = t("cells.pasteOthers", { count: plan.count });
        const onCancel = answer(false);
        modal.confirm({ title, content, okText, onCancel, onOk: answer(true), width: 520 });
      }
    });
  };

  return async (cells: readonly string[][], corners: Corners, grid: CellGrid): Promise<void> => {
    const links = await linksOf(cells, corners, grid);
    const hints = { timeZone, people: snapshot?.people };
    const plan = planPaste(cells, corners, { entity, grid, hints, links });
    if (plan.count === 0 && plan.refused.length === 0) {
      void message.info(t("cells.nothingChanges"));
      return;
    }
    const isWhole = plan.refused.length === 0 && !plan.isCut;
    if (!isWhole && !(await confirm(plan, grid))) return;
    try {
      const { id, refused, written } = await write(plan.changes);
      const key = `paste:${id}`;
      const [first] = refused;
      notification.open({
        key,
        type: first ? "warning" : "success",
        message: first
          ? t("cells.partly", { written, refused: refused.length })
          : t("cells.pasted", { count: plan.count }),
        description: first?.error.message,
        duration: 8,
        actions: written > 0 && (
          <Button
            size="small"
            onClick={() => {
              notification.destroy(key);
              void undo(id);
            }}
          >
            {t("cells.undo")}
          </Button>
        ),
      });
    } catch (problem) {
      if (!(problem instanceof DataError)) throw problem;
      void message.error(problem.message);
    }
  };
}
