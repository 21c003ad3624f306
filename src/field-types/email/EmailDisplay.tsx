/** Shows an e-mail address as a link; a masked one stays text. */
import type { DisplayProps } from "../FieldType";
import { ClippedText } from "../shared/ClippedText";

export function EmailDisplay({ value, isCompact }: DisplayProps) {
  const address = String(value);
  if (isCompact || address.includes("*")) return <ClippedText text={address} isCompact={isCompact} />;
  return <a href={`mailto:${encodeURIComponent(address).replace("%40", "@")}`}>{address}</a>;
}
