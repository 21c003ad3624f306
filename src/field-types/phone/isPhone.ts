/** Whether a text can be a telephone number. */
export const isPhone = (text: string): boolean => /^\+?[\d\s()./#x-]{3,32}$/i.test(text);
