/** The message of a part that could not be loaded. */
import { Alert } from "antd";

export function PartAlert({ message }: { message: string }) {
  return <Alert type="error" showIcon message={message} style={{ margin: 12 }} />;
}
