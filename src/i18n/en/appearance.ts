/** The page on which the workspace gets its name, colour and logo. */
export const appearance = {
  title: "Appearance",
  subtitle:
    "Name, colour and logo of your workspace. Everybody sees them at once, without an update of the app.",
  name: "Name",
  color: "Brand colour",
  colorHelp: "Used for buttons, links and what is selected. White letters must be readable on it.",
  contrast: "Contrast with white: {{ratio}} to 1",
  contrastLow: "{{ratio}} to 1 is too little to read; choose a darker colour (at least 4.5 to 1).",
  logo: "Logo",
  logoHelp: "A square picture: SVG, PNG, JPEG or WebP, up to 64 kB.",
  chooseLogo: "Choose a picture",
  removeLogo: "Remove",
  logoUnfit: "This is no picture of up to 64 kB.",
  theme: "Theme",
  density: "Density",
  defaultsHelp: "For everybody who has not chosen for himself.",
  saved: "The appearance is saved.",
  undo: "Discard",
};
