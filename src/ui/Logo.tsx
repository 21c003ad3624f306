/** The workspace's own mark, else that of Kontor: an open ledger that reads as a K. */
import { theme } from "antd";
import { useBrand } from "./brandStore";

interface LogoProps {
  /** In pixels. */
  size?: number;
}

export function Logo({ size = 24 }: LogoProps) {
  const { token } = theme.useToken();
  const { logo } = useBrand();
  if (logo !== null) {
    return (
      <img src={logo} alt="" width={size} height={size} style={{ flex: "none", objectFit: "contain" }} />
    );
  }
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      aria-hidden
      focusable="false"
      style={{ flex: "none" }}
    >
      <rect width="32" height="32" rx="8" fill={token.colorPrimary} />
      <path d="M9 7.5v17" stroke="#fff" strokeWidth="3.2" strokeLinecap="round" />
      <path
        d="M23 8 12.8 16 23 24"
        stroke="#fff"
        strokeWidth="3.2"
        strokeLinecap="round"
        strokeLinejoin="round"
        fill="none"
      />
      <circle cx="23" cy="16" r="1.9" fill="#fff" fillOpacity="0.65" />
    </svg>
  );
}
