/** Composition root: providers around the routes. */
import { QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { RouterProvider } from "react-router";
import type { Connection } from "./data/connection";
import { ConnectionContext } from "./data/ConnectionContext";
import { createQueryClient } from "./data/createQueryClient";
import type { MailLink } from "./data/mailLink";
import { SessionProvider } from "./data/SessionProvider";
import { createRoutes } from "./createRoutes";
import { registerOrderScreens } from "./order-management/registerOrderScreens";
import { registerConfigurationPages } from "./shell/configurationPages";
import { studioPages } from "./studio/studioPages";

registerOrderScreens();
registerConfigurationPages(studioPages);

interface AppProps {
  connection: Connection;
  mailLink: MailLink;
}

export function App({ connection, mailLink }: AppProps) {
  const [queryClient] = useState(createQueryClient);
  const [router] = useState(createRoutes);
  return (
    <ConnectionContext value={connection}>
      <QueryClientProvider client={queryClient}>
        <SessionProvider mailLink={mailLink}>
          <RouterProvider router={router} />
        </SessionProvider>
      </QueryClientProvider>
    </ConnectionContext>
  );
}
