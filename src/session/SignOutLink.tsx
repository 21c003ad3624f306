/** The way back for somebody who signed in with the wrong account. */
import { Button } from "antd";
import { useSignOut } from "../data/useSignOut";
import { useText } from "../i18n/useText";

export function SignOutLink() {
  const t = useText();
  const signOut = useSignOut();
  return (
    <div style={{ marginTop: 16, textAlign: "center" }}>
      <Button type="link" onClick={() => void signOut()}>
        {t("session.blocked.signOut")}
      </Button>
    </div>
  );
}
