/** An address as the country writes it: from large to small in Chinese, from small to large elsewhere. */
export interface AddressParts {
  country?: string;
  province?: string;
  city?: string;
  district?: string;
  street?: string;
  zip?: string;
}

const hanScript = /\p{Script=Han}/u;

/** One line per row; parts that are missing leave no gap. */
export function formatAddress(address: AddressParts): string[] {
  const { country, province, city, district, street, zip } = address;
  const isChinese = [province, city, street].some((part) => part !== undefined && hanScript.test(part));
  const lines = isChinese
    ? [[province, city === province ? undefined : city, district, street].filter(isFilled).join(""), zip]
    : [
        street,
        district,
        [zip, city].filter(isFilled).join(" "),
        [province, country].filter(isFilled).join(", "),
      ];
  return lines.filter(isFilled);
}

const isFilled = (part: string | undefined): part is string => part !== undefined && part !== "";
