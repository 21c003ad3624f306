/** A header cell whose right edge can be dragged, or moved with the arrow keys. */
import { theme } from "antd";
import {
  type ComponentProps,
  type KeyboardEvent,
  type PointerEvent,
  useContext,
  useRef,
  useState,
} from "react";
import { useText } from "../../i18n/useText";
import { ColumnWidths } from "./ColumnWidths";
import { fieldOfHeader } from "./headerClass";

const keyboardStep = 16;

export function ResizableHeaderCell({ children, ...rest }: ComponentProps<"th">) {
  const field = fieldOfHeader(rest.className);
  const cell = useRef<HTMLTableCellElement>(null);
  if (field === undefined) return <th {...rest}>{children}</th>;
  return (
    <th {...rest} ref={cell}>
      {children}
      <ResizeHandle field={field} widthNow={() => cell.current?.offsetWidth ?? 0} />
    </th>
  );
}

interface ResizeHandleProps {
  field: string;
  widthNow: () => number;
}

/** The width changes when the edge is let go: a table that reflows under the pointer would stutter. */
function ResizeHandle({ field, widthNow }: ResizeHandleProps) {
  const t = useText();
  const { token } = theme.useToken();
  const { setWidth } = useContext(ColumnWidths);
  const [start, setStart] = useState<number>();
  const [offset, setOffset] = useState(0);
  // Only somebody who has come here by keyboard is told the width.
  const [width, setWidthShown] = useState(0);

  const handleDown = (event: PointerEvent<HTMLSpanElement>) => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    setStart(event.clientX);
  };
  const handleUp = () => {
    if (start !== undefined && offset !== 0) setWidth(field, widthNow() + offset);
    setStart(undefined);
    setOffset(0);
  };
  const handleKey = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -keyboardStep, ArrowRight: keyboardStep }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = widthNow() + step;
    setWidth(field, next);
    setWidthShown(next);
  };

  return (
    <span
      role="separator"
      aria-orientation="vertical"
      aria-label={t("workspace.table.resize")}
      aria-valuenow={width}
      tabIndex={0}
      onFocus={() => setWidthShown(widthNow())}
      onPointerDown={handleDown}
      onPointerMove={(event) => start !== undefined && setOffset(event.clientX - start)}
      onPointerUp={handleUp}
      onPointerCancel={handleUp}
      onKeyDown={handleKey}
      onClick={(event) => event.stopPropagation()}
      style={{
        ...handleStyle,
        transform: `translateX(${offset}px)`,
        borderInlineEnd: start === undefined ? undefined : `2px solid ${token.colorPrimary}`,
      }}
    />
  );
}

const handleStyle = {
  position: "absolute",
  insetInlineEnd: 0,
  top: 0,
  bottom: 0,
  width: 8,
  cursor: "col-resize",
  touchAction: "none",
  zIndex: 2,
} as const;
