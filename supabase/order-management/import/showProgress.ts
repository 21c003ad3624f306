/** Says on the terminal how far the import is: one line that is overwritten, or a line now and then. */
import type { Progress } from "./importFile";

const names: Record<Progress["step"], string> = {
  staging: "Reading rows | 读取数据行",
  orders: "Importing orders | 导入订单",
  credits: "Linking credits | 关联冲销单",
};

const millisecondsBetweenLines = 2000;

export function showProgress(out: NodeJS.WriteStream): (progress: Progress) => void {
  let last = 0;
  return ({ step, done, total }) => {
    const isEnd = done >= total;
    if (!out.isTTY && !isEnd && Date.now() - last < millisecondsBetweenLines) return;
    last = Date.now();
    const percent = total === 0 ? 100 : Math.floor((100 * Math.min(done, total)) / total);
    const line = `${names[step]}: ${done.toLocaleString("en")} / ${total.toLocaleString("en")} (${percent} %)`;
    if (out.isTTY) out.write(`\r\u001b[2K${line}${isEnd ? "\n" : ""}`);
    else out.write(`${line}\n`);
  };
}
