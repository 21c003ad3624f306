/** Shows a web address as a link that opens in a new tab. */
import type { DisplayProps } from "../FieldType";
import { ClippedText } from "../shared/ClippedText";
import { isWebAddress } from "../shared/isWebAddress";

export function UrlDisplay({ value, isCompact }: DisplayProps) {
  const address = String(value);
  const text = <ClippedText text={address.replace(/^https?:\/\//, "")} isCompact={isCompact} />;
  if (!isWebAddress(address)) return text;
  return (
    <a href={address} target="_blank" rel="noreferrer noopener" onClick={(event) => event.stopPropagation()}>
      {text}
    </a>
  );
}
