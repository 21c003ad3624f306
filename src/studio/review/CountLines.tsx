/** How many records each member sees before and after. */
import type { RowCount } from "../../data/config/roleReview";
import { useFormat } from "../../i18n/useFormat";
import { useText } from "../../i18n/useText";
import type { Person } from "../../model/snapshot";
import { ReviewLine } from "./ReviewLine";
import { groupCounts } from "./reviewSections";

interface CountLinesProps {
  counts: readonly RowCount[];
  members: readonly Person[];
}

const shownNames = 4;

export function CountLines({ counts, members }: CountLinesProps) {
  const t = useText();
  const format = useFormat();
  const nameOf = (id: string) => members.find((member) => member.id === id)?.name ?? id;
  const whose = (ids: readonly string[]) => {
    if (ids.length === 0) return t("roles.review.anybody");
    const names = ids.slice(0, shownNames).map(nameOf).join(t("workspace.delete.comma"));
    const rest = ids.length - shownNames;
    return rest > 0 ? `${names} +${rest}` : names;
  };
  return (
    <>
      {groupCounts(counts).map(({ before, after, members: ids }) => (
        <ReviewLine
          key={`${before}/${after}`}
          tone={after > before ? "gained" : "lost"}
          isRisky={before > 0 && after > before}
        >
          <span className="tabular">
            {t("roles.review.rows", {
              before: format.number(before),
              after: format.number(after),
              members: whose(ids),
            })}
          </span>
        </ReviewLine>
      ))}
    </>
  );
}
