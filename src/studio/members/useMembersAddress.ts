/** What the members page shows, kept in the address bar so that a link opens the same. */
import { useSearchParams } from "react-router";
import { type MemberFilter, memberStates } from "./memberFilter";

export type NewMemberWay = "create" | "invite";

const readWay = (text: string | null): NewMemberWay | undefined =>
  text === "create" || text === "invite" ? text : undefined;

export function useMembersAddress() {
  const [parameters, setParameters] = useSearchParams();

  const change = (changes: Record<string, string | undefined>, replace = false) =>
    setParameters(
      (before) => {
        const after = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes)) {
          if (value) after.set(name, value);
          else after.delete(name);
        }
        return after;
      },
      { replace },
    );

  const filter: MemberFilter = {
    state: memberStates.find((state) => state === parameters.get("state")) ?? "active",
    search: parameters.get("q") ?? "",
    role: parameters.get("role") ?? undefined,
  };
  return {
    filter,
    openMember: parameters.get("m") ?? undefined,
    newMember: readWay(parameters.get("new")),
    setFilter: ({ state, search, role }: Partial<MemberFilter>) =>
      change(
        {
          ...(state !== undefined && { state: state === "active" ? undefined : state }),
          ...(search !== undefined && { q: search }),
          ...(role !== undefined && { role }),
        },
        true,
      ),
    clearRole: () => change({ role: undefined }, true),
    open: (member: string | undefined) => change({ m: member, new: undefined }),
    create: (way: NewMemberWay | undefined) => change({ new: way, m: undefined }),
  };
}
