/** Looks at the app as a role does; undefined for those who may not. */
import { App } from "antd";
import { useNavigate } from "react-router";
import { useSnapshot } from "../../data/useSnapshot";
import { useViewAs } from "../../data/useViewAs";

export function useViewAsRole(): ((roleKey: string) => Promise<void>) | undefined {
  const { snapshot } = useSnapshot();
  const { viewAs } = useViewAs();
  const { message } = App.useApp();
  const navigate = useNavigate();
  if (!snapshot?.role.canViewAs) return undefined;
  return async (roleKey) => {
    const refusal = await viewAs(`role:${roleKey}`);
    if (refusal) return void message.error(refusal.message);
    await navigate("/");
  };
}
