/** Seconds as hours and minutes, 26:05; seconds are written where there are any, or always for files. */
export function formatDuration(seconds: number, isExact = seconds % 60 !== 0): string {
  const whole = Math.round(Math.abs(seconds));
  const two = (amount: number) => String(amount).padStart(2, "0");
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return `${seconds < 0 ? "-" : ""}${String(hours)}:${two(minutes)}${isExact ? `:${two(rest)}` : ""}`;
}
