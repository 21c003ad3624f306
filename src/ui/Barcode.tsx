/** A text as bars that a scanner reads, sharp in any size and on paper; nothing for texts that bars cannot say. */
import { code128 } from "./code128";

interface BarcodeProps {
  text: string;
  /** In pixels, as is the height; on paper a module of 0.33 mm is read by everything. */
  moduleWidth?: number;
  height?: number;
}

/** Scanners need as much white on either side, in modules. */
const quietZone = 10;

export function Barcode({ text, moduleWidth = 1.5, height = 48 }: BarcodeProps) {
  const widths = code128(text);
  if (!widths) return null;
  let at = quietZone;
  let bars = "";
  widths.forEach((width, index) => {
    if (index % 2 === 0) bars += `M${String(at)} 0h${String(width)}v1h-${String(width)}z`;
    at += width;
  });
  const modules = at + quietZone;
  return (
    <svg
      role="img"
      aria-label={text}
      viewBox={`0 0 ${String(modules)} 1`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
      width={modules * moduleWidth}
      height={height}
      // Black on white in every theme: it is for machines.
      style={{ background: "#fff", maxWidth: "100%", display: "block" }}
    >
      <path d={bars} fill="#000" />
    </svg>
  );
}
