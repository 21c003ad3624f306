/** Whether a member may do something to a record, and if not, what stands in the way. */
import { parseExplanation } from "./config/explanation";
import { useConfigQuery } from "./useConfigQuery";

export interface ExplainedQuestion {
  memberId: string;
  entity: string;
  action: "read" | "create" | "update" | "delete";
  recordId?: string | undefined;
  /** Name of a field; absent = the record as a whole. */
  field?: string | undefined;
}

export function useExplanation({ memberId, entity, action, recordId, field }: ExplainedQuestion) {
  const args = { member_id: memberId, entity, action, record_id: recordId, field };
  const { answer, error, isFetching } = useConfigQuery(
    { name: "explain", isGet: true },
    args,
    parseExplanation,
  );
  return { explanation: answer, error, isFetching };
}
