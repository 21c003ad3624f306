/** The one function of `qrcode` that is used here; the package brings no types. */
declare module "qrcode" {
  interface SvgOptions {
    type: "svg";
    errorCorrectionLevel?: "L" | "M" | "Q" | "H";
    margin?: number;
  }
  const QRCode: { toString(text: string, options: SvgOptions): Promise<string> };
  export = QRCode;
}
