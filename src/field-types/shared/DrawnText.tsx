/** A code with the bars or the square that scanners read under it; what draws them comes when there is something to draw. */
import { lazy, type ReactNode, Suspense } from "react";
import type { Drawing } from "../../model/snapshot";

const Barcode = lazy(async () => ({ default: (await import("../../ui/Barcode")).Barcode }));
const QRCode = lazy(async () => ({ default: (await import("antd/es/qr-code")).default }));

interface DrawnTextProps {
  code: string;
  drawing: Drawing;
  children: ReactNode;
}

const barHeight = 40;
const squareSize = 120;

export function DrawnText({ code, drawing, children }: DrawnTextProps) {
  if (drawing === "none") return children;
  const height = drawing === "bars" ? barHeight : squareSize;
  return (
    <span style={{ display: "inline-flex", flexDirection: "column", gap: 4, maxWidth: "100%" }}>
      {children}
      <Suspense fallback={<span style={{ height }} />}>
        {drawing === "bars" ? (
          <Barcode text={code} height={height} />
        ) : (
          <QRCode value={code} type="svg" size={height} color="#000" bgColor="#fff" bordered={false} />
        )}
      </Suspense>
    </span>
  );
}
