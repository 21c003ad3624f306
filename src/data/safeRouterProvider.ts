/**
 * Refine's view of the router. The stock one turns every parameter of the address into options of every request
 * and breaks on special characters; this one takes nothing from the query string.
 */
import { type GoConfig, matchResourceFromRoute, ResourceContext, type RouterProvider } from "@refinedev/core";
import { useCallback, useContext } from "react";
import { Link, useLocation, useNavigate, useParams } from "react-router";

const queryString = (query: Record<string, unknown>) => {
  const texts = Object.entries(query).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return texts.length > 0 ? `?${new URLSearchParams(texts).toString()}` : "";
};

function useGo() {
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  return useCallback(
    ({ to = pathname, query = {}, hash = "", options, type = "push" }: GoConfig) => {
      const kept = options?.keepQuery ? Object.fromEntries(new URLSearchParams(search)) : {};
      const path = `${to}${queryString({ ...kept, ...query })}${hash && `#${hash.replace(/^#/, "")}`}`;
      if (type === "path") return path;
      void navigate(path, { replace: type === "replace" });
    },
    [navigate, pathname, search],
  );
}

function useBack() {
  const navigate = useNavigate();
  return useCallback(() => void navigate(-1), [navigate]);
}

function useParse() {
  const { pathname } = useLocation();
  const { id } = useParams();
  const { resources } = useContext(ResourceContext);
  return useCallback(() => {
    const { resource, action } = matchResourceFromRoute(pathname, resources);
    return {
      pathname,
      params: {},
      ...(resource && { resource }),
      ...(action && { action }),
      ...(id !== undefined && { id }),
    };
  }, [pathname, id, resources]);
}

export const safeRouterProvider: RouterProvider = { go: useGo, back: useBack, parse: useParse, Link };
