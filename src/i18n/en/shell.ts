/** The frame around every page: navigation, top bar, states, shortcuts. */
export const shell = {
  state: {
    refusedTitle: "You may not open this",
    missingTitle: "Not found",
    failedTitle: "This did not work",
    offlineTitle: "No connection",
    askAdmin: "Your role is “{{role}}”. If you need this, ask an administrator.",
    goHome: "Go to the start page",
  },
  unsaved: {
    title: "Leave without saving?",
    text: "What you changed here has not been saved and will be lost.",
    leave: "Leave",
    stay: "Stay here",
  },
};
