/** Apple's keyboards have Command where others have Ctrl. */
export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
