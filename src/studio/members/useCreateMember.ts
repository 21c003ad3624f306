/** Sends a new member's form: the login first, then the records that are his. */
import { App, type FormInstance } from "antd";
import { useState } from "react";
import { DataError } from "../../data/DataError";
import { useConfigAction } from "../../data/useConfigAction";
import { useMembersFunction } from "../../data/useMembersFunction";
import { useText } from "../../i18n/useText";
import type { NewMemberWay } from "./useMembersAddress";

export interface NewMember {
  name: string;
  email: string;
  password: string;
  roles: string[];
  values: Record<string, number[] | undefined>;
}

interface Created {
  id: string;
  name: string;
  email: string;
  /** Undefined for whoever was invited. */
  password: string | undefined;
}

const fieldOfReason: Record<string, "email" | "password" | "roles" | undefined> = {
  email_exists: "email",
  user_already_exists: "email",
  email_address_invalid: "email",
  weak_password: "password",
  unknown_role: "roles",
};

export function useCreateMember(form: FormInstance<NewMember>) {
  const t = useText();
  const { message } = App.useApp();
  const { run: change, isRunning } = useMembersFunction();
  const { run: update, isRunning: isUpdating } = useConfigAction("update_member", () => undefined);
  const [created, setCreated] = useState<Created>();
  const [problem, setProblem] = useState<string>();

  const create = async (way: NewMemberWay, values: NewMember, onCreated: (id: string) => void) => {
    const { name, email, password, roles } = values;
    const chosen = Object.entries(values.values).filter(([, ids]) => ids && ids.length > 0);
    setProblem(undefined);
    try {
      const id = await change(
        way === "create"
          ? { change: "create", name, email, password, roles }
          : { change: "invite", name, email, roles },
      );
      if (chosen.length > 0) await update({ member_id: id, changes: { values: Object.fromEntries(chosen) } });
      if (way === "invite") {
        void message.success(t("members.invite.done", { email }));
        onCreated(id);
      } else setCreated({ id, name, email, password });
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      const field = fieldOfReason[error.reason];
      if (field) form.setFields([{ name: field, errors: [error.message] }]);
      else setProblem(error.message);
    }
  };

  return { create, created, problem, isRunning: isRunning || isUpdating };
}
