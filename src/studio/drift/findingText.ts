/** Puts what was changed behind the configuration into words, without a word of the database. */
import type { TFunction } from "i18next";
import { type DriftFinding, driftProblems } from "../../data/config/driftFinding";
import type { RolesPageAnswer } from "../../data/config/rolesPage";
import type { Label } from "../../model/label";

export type Risk = "high" | "low" | "neutral";

/** Who can do more than he should comes first. */
const riskOf: Record<string, Risk | undefined> = {
  extra_grant: "high",
  missing_policy: "high",
  changed_policy: "high",
  foreign_policy: "high",
  row_security_off: "high",
  wrong_membership: "high",
  missing_trigger: "high",
  missing_rule: "high",
  changed_rule: "high",
  missing_grant: "low",
  missing_column: "low",
};

export const findingRisk = ({ problem }: DriftFinding): Risk => riskOf[problem] ?? "neutral";

const privileges = ["SELECT", "INSERT", "UPDATE", "DELETE", "EXECUTE"] as const;

interface Words {
  t: TFunction;
  labelOf: (label: Label | undefined) => string;
  studio: RolesPageAnswer | undefined;
}

const readable = (name: string | null) => (name ?? "").replaceAll("_", " ");

export function findingText(finding: DriftFinding, { t, labelOf, studio }: Words): string {
  const { problem, role_key, table_name, privilege, object } = finding;
  const entity = studio?.entities.find(({ name }) => name === table_name);
  const operation = studio?.operations.find(({ name }) => name === object);
  const field = entity?.fields.find(({ name }) => name === object);
  const role = studio?.roles.find(({ key }) => key === role_key);
  const entityText = labelOf(entity?.label) || readable(table_name);
  const fieldText = labelOf(field?.label ?? operation?.label) || readable(object);
  const known = privileges.find((candidate) => candidate === privilege);
  const whole = t("audit.drift.wholeTable", { entity: entityText });
  const words = {
    role: labelOf(role?.label) || readable(role_key),
    entity: entityText,
    object: fieldText,
    what: object === null ? whole : entityText ? `${entityText} › ${fieldText}` : fieldText,
    privilege: known ? t(`audit.drift.privilege.${known}`) : (privilege ?? ""),
  };
  const named = driftProblems.find((candidate) => candidate === problem);
  return t(`audit.drift.problem.${named ?? "other"}`, words);
}
