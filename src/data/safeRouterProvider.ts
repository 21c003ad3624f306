/** Refine's router provider without its habit of turning every parameter of the address into request options. */
import type { ParseResponse, RouterProvider } from "@refinedev/core";
import routerProvider from "@refinedev/react-router";

const stockParse = routerProvider.parse;

export const safeRouterProvider: RouterProvider = {
  ...routerProvider,
  parse: () => {
    const parse = stockParse?.();
    return (): ParseResponse => {
      const { resource, action, id, pathname } = parse?.() ?? {};
      return {
        ...(resource && { resource }),
        ...(action && { action }),
        ...(id !== undefined && { id }),
        ...(pathname !== undefined && { pathname }),
        params: {},
      };
    };
  },
};
