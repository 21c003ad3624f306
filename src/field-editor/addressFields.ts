/** An address is a column for each of its parts, and one line that shows them all, in the order of the reader's country. */
import type { AddField } from "../model/fieldChange";
import type { Label, Language } from "../model/label";

const parts = {
  street: { en: "Street and number", "zh-CN": "街道门牌" },
  district: { en: "District", "zh-CN": "区县" },
  city: { en: "City", "zh-CN": "城市" },
  province: { en: "State or province", "zh-CN": "省/州" },
  postal_code: { en: "Postal code", "zh-CN": "邮编" },
  country: { en: "Country", "zh-CN": "国家/地区" },
} as const satisfies Record<string, Label>;

type Part = keyof typeof parts;

const orders: Record<Language, readonly Part[]> = {
  en: ["street", "district", "postal_code", "city", "province", "country"],
  "zh-CN": ["country", "province", "city", "district", "street", "postal_code"],
};

interface AddressOptions {
  language: Language;
  /** Names that the entity has already. */
  taken: readonly string[];
}

/** Small parts before, large ones after, or the other way round; a part that is empty leaves no gap. */
function lineFormula(name: string, language: Language): string {
  const [first, ...others] = orders[language].map((part) => `{${name}_${part}}`);
  const gapBefore = (part: string) => (language === "en" && !part.includes("_city}") ? ", " : " ");
  const rest = others.map((part) => `if(${part} = '', '', '${gapBefore(part)}' & ${part})`);
  return `trim(${[first, ...rest].join(" & ")})`;
}

export function addressFields(whole: AddField, { language, taken }: AddressOptions): AddField[] {
  const wished = whole.name || "address";
  const isTaken = (name: string) => taken.some((other) => other === name || other.startsWith(`${name}_`));
  let name = wished;
  for (let number = 2; isTaken(name); number++) name = `${wished}_${String(number)}`;
  const { help: _help, ...shared } = whole;
  const fields = orders[language].map((part): AddField => {
    const word = parts[part];
    const label = {
      en: `${whole.label.en}: ${word.en}`,
      "zh-CN": `${whole.label["zh-CN"]}：${word["zh-CN"]}`,
    };
    return { ...shared, label, name: `${name}_${part}`, type: "text", options: {}, in_list: false };
  });
  const formula = lineFormula(name, language);
  return [...fields, { ...whole, name: `${name}_line`, type: "text", options: { formula } }];
}
