/** Says why one part of an order could not be loaded; the rest of the page stays usable. */
import { Alert } from "antd";

interface PartProblemProps {
  error: { message: string } | null;
}

export function PartProblem({ error }: PartProblemProps) {
  return error && <Alert type="error" showIcon message={error.message} style={{ margin: 12 }} />;
}
