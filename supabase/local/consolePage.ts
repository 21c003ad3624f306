/** What the console says when Kontor runs, in English and Chinese. */
import type { DemoMember } from "./memberFile";

export interface Started {
  url: string;
  directory: string;
  members: readonly DemoMember[];
}

export function consolePage({ url, directory, members }: Started): string {
  const lines = [
    "",
    "  Kontor is running  Kontor 已启动",
    "",
    `    ${url}`,
    "",
    ...(members.length > 0 ? ["  Sign in as  登录账号", "", ...signIns(members), ""] : []),
    `  Mail that would be sent  邮件    ${url}/inbox`,
    `  Data  数据                      ${directory}`,
    "  Stop  停止                      Ctrl-C",
    "",
  ];
  return lines.join("\n");
}

function signIns(members: readonly DemoMember[]): string[] {
  const width = Math.max(...members.map(({ email }) => email.length));
  return members.map(({ email, password }) => `    ${email.padEnd(width)}   ${password}`);
}
