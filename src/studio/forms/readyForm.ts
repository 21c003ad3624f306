/** A form ready to be saved: a text that was typed in one language stands for the other. */
import type { FormDocument } from "../../data/config/formPages";
import type { FormLayout } from "../../model/form";
import { completeLabel, isEmptyLabel } from "../completeLabel";

export const readyForm = ({ layouts, rules }: FormDocument): FormDocument => ({
  layouts: layouts.map(({ role, layout }) => ({ role, layout: readyLayout(layout) })),
  rules: rules.map((rule) => ({
    ...rule,
    label: completeLabel(rule.label),
    message: rule.message && !isEmptyLabel(rule.message) ? completeLabel(rule.message) : null,
  })),
});

const readyLayout = ({ tabs, hidden }: FormLayout): FormLayout => ({
  hidden,
  tabs: tabs.map((tab) => ({
    ...tab,
    label: completeLabel(tab.label),
    sections: tab.sections.map((section) => ({
      ...section,
      label: section.label && !isEmptyLabel(section.label) ? completeLabel(section.label) : null,
      fields: section.fields.map((field) => ({
        ...field,
        ...(field.help && { help: completeLabel(field.help) }),
        ...(field.placeholder && { placeholder: completeLabel(field.placeholder) }),
      })),
    })),
  })),
});
