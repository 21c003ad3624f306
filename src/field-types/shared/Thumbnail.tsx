/** One picture, small; a click shows it large. */
import { FileImageOutlined } from "@ant-design/icons";
import { theme } from "antd";
import { lazy, Suspense, useState } from "react";
import { useFileAddress } from "../../data/useFileAddress";
import { useText } from "../../i18n/useText";
import type { FileProps } from "./FileLink";
import { fileId, fileName } from "./fileName";

const PicturePreview = lazy(async () => ({ default: (await import("./PicturePreview")).PicturePreview }));

export function Thumbnail({ file, isCompact }: FileProps) {
  const t = useText();
  const { token } = theme.useToken();
  const [isOpen, setIsOpen] = useState(false);
  const { address, isMissing } = useFileAddress(`${fileId(file)}/small`);
  const edge = isCompact ? 22 : 96;
  const name = fileName(file);
  return (
    <>
      <button
        type="button"
        aria-label={t("files.open", { name })}
        title={name}
        onClick={(event) => {
          event.stopPropagation();
          setIsOpen(true);
        }}
        style={{
          width: edge,
          height: edge,
          flex: "none",
          padding: 0,
          overflow: "hidden",
          cursor: "zoom-in",
          color: token.colorTextSecondary,
          background: token.colorFillTertiary,
          border: `1px solid ${token.colorBorderSecondary}`,
          borderRadius: token.borderRadius,
        }}
      >
        {address ? (
          <img
            src={address}
            alt=""
            style={{ width: "100%", height: "100%", objectFit: "cover", display: "block" }}
          />
        ) : (
          isMissing && <FileImageOutlined />
        )}
      </button>
      {isOpen && (
        <Suspense>
          <PicturePreview file={file} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
