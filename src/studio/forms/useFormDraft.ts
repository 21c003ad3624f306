/** Layouts and rules as they are being edited. */
import { useState } from "react";
import type { FormDocument, FormPageAnswer } from "../../data/config/formPages";
import type { FormLayout, FormRule } from "../../model/form";
import type { Entity } from "../../model/snapshot";
import { completeLabel } from "../completeLabel";

export function useFormDraft({ layouts, rules }: FormPageAnswer, entity: Entity) {
  const [draft, setDraft] = useState<FormDocument>({ layouts, rules });
  const [role, setRole] = useState<string | null>(null);
  const own = draft.layouts.find((candidate) => candidate.role === role)?.layout;
  const general = draft.layouts.find((candidate) => candidate.role === null)?.layout;

  const setLayout = (layout: FormLayout | undefined) =>
    setDraft((before) => ({
      ...before,
      layouts: [
        ...before.layouts.filter((candidate) => candidate.role !== role),
        ...(layout ? [{ role, layout }] : []),
      ],
    }));
  const setRules = (changed: FormRule[]) => setDraft((before) => ({ ...before, rules: changed }));
  return {
    draft,
    hasChanges: JSON.stringify(draft) !== JSON.stringify({ layouts, rules }),
    discard: () => setDraft({ layouts, rules }),
    role,
    setRole,
    /** The layout of the role itself. */
    own,
    /** What is in force for it. */
    layout: own ?? general,
    setLayout,
    setRules,
    /** A layout to begin with. */
    begin: () => setLayout(role !== null && general ? general : firstLayout(entity)),
  };
}

const firstLayout = (entity: Entity): FormLayout => ({
  tabs: [
    {
      key: "t1",
      label: completeLabel({ en: "Details", "zh-CN": "详情" }),
      sections: [
        {
          key: "s1",
          label: null,
          columns: 2,
          fields: entity.fields
            .filter((field) => !field.isHidden && field.canUpdate)
            .map(({ name }) => ({ name })),
        },
      ],
    },
  ],
  hidden: [],
});
