/** An icon by the name that configuration gives it; a table where the name is unknown. */
import { type CSSProperties, lazy, Suspense } from "react";

interface EntityIconProps {
  name: string | null | undefined;
  /** Menus size their icons by it. */
  className?: string;
  style?: CSSProperties;
}

const NamedIcon = lazy(async () => ({ default: (await import("./NamedIcon")).NamedIcon }));

const placeholder = { display: "inline-block", width: "1em" };

export function EntityIcon({ name, className, style }: EntityIconProps) {
  const looks = { ...(className !== undefined && { className }), ...(style && { style }) };
  return (
    <Suspense fallback={<span className={className} style={{ ...placeholder, ...style }} />}>
      <NamedIcon name={name ?? ""} {...looks} />
    </Suspense>
  );
}
