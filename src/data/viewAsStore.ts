/** Through whose eyes this tab looks: "role:<key>" or "member:<uuid>". Each tab has its own. */
const storageKey = "kontor-view-as";

export const viewAsStore = {
  get: () => sessionStorage.getItem(storageKey) ?? undefined,
  set: (target: string | undefined) => {
    if (target) sessionStorage.setItem(storageKey, target);
    else sessionStorage.removeItem(storageKey);
  },
};
