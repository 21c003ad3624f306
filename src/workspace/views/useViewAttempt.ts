/** Does something with a view and tells how it went; answers whether it was done. */
import { App } from "antd";
import { useCallback } from "react";
import { DataError } from "../../data/DataError";

export function useViewAttempt() {
  const { message } = App.useApp();
  return useCallback(
    async (doing: Promise<unknown>, done?: string): Promise<boolean> => {
      try {
        await doing;
        if (done) void message.success(done);
        return true;
      } catch (problem) {
        if (!(problem instanceof DataError)) throw problem;
        void message.error(problem.message);
        return false;
      }
    },
    [message],
  );
}
