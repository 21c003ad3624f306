/** Who may import whom: App → order-management → workspace, studio, shell → session → view-types → explanation → filter → field-types → ui, data → model. */

/** Each folder of src with the folders it may read besides itself. */
const zones = {
  model: [],
  i18n: ["model"],
  data: ["model", "i18n"],
  ui: ["model", "i18n"],
  "field-types": ["ui", "data", "model", "i18n"],
  filter: ["field-types", "ui", "data", "model", "i18n"],
  explanation: ["filter", "field-types", "ui", "data", "model", "i18n"],
  "view-types": ["filter", "field-types", "ui", "data", "model", "i18n"],
  "field-editor": ["field-types", "ui", "data", "model", "i18n"],
  session: ["ui", "data", "model", "i18n"],
  shell: ["session", "ui", "data", "model", "i18n"],
  workspace: ["view-types", "field-editor", "explanation", "filter", "field-types", "ui", "data", "model", "i18n"],
  studio: ["view-types", "field-editor", "explanation", "filter", "field-types", "ui", "data", "model", "i18n"],
  "order-management": [
    "workspace",
    "studio",
    "shell",
    "session",
    "view-types",
    "explanation",
    "filter",
    "field-types",
    "ui",
    "data",
    "model",
    "i18n",
  ],
};

const zoneRules = Object.entries(zones).map(([zone, readable]) => ({
  name: `${zone}-reads-only-to-its-right`,
  comment: `src/${zone} may import ${readable.length ? readable.join(", ") : "nothing"}.`,
  severity: "error",
  from: { path: `^src/${zone}/` },
  to: { path: "^src/", pathNot: [zone, ...readable].map((name) => `^src/${name}/`) },
}));

module.exports = {
  forbidden: [
    ...zoneRules,
    {
      name: "every-folder-has-a-zone",
      comment: "A new folder of src gets its place in the order of zones first.",
      severity: "error",
      from: {},
      to: { path: "^src/[^/]+/", pathNot: Object.keys(zones).map((zone) => `^src/${zone}/`) },
    },
    {
      name: "field-types-stand-alone",
      comment: "A field type never imports another field type; what several need is in shared/.",
      severity: "error",
      from: { path: "^src/field-types/([^/]+)/" },
      to: { path: "^src/field-types/[^/]+/", pathNot: "^src/field-types/($1|shared)/" },
    },
    {
      name: "model-is-pure",
      comment: "The language of configuration needs no library.",
      severity: "error",
      from: { path: "^src/model/" },
      to: { pathNot: "^src/model/" },
    },
    {
      name: "only-data-talks-to-supabase",
      comment: "All access to Supabase goes through src/data.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/data/" },
      to: { path: "node_modules/(@supabase|@refinedev/supabase)/" },
    },
    {
      name: "the-app-does-not-read-the-server",
      comment: "What ships to browsers never imports server code, commands or tests.",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(supabase|scripts|tests)/" },
    },
    {
      name: "the-server-reads-only-the-model",
      comment: "Server code shares the language of configuration with the SPA, nothing else.",
      severity: "error",
      from: { path: "^supabase/" },
      to: { path: "^(src/(?!model/)|scripts/|tests/)" },
    },
    {
      name: "the-engine-knows-no-orders",
      comment: "Only the commands that start everything may name the order app.",
      severity: "error",
      from: { path: "^supabase/local/", pathNot: "^supabase/local/(start|dev|admin)\\.ts$" },
      to: { path: "^supabase/order-management/" },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-vague-file-names",
      comment: "A file is named after what it exports.",
      severity: "error",
      from: {},
      to: {
        path: "/(index|utils|helpers|types|common|misc)\\.tsx?$",
        pathNot: ["node_modules/", "^src/index\\.ts$"],
      },
    },
    {
      name: "imports-resolve",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^tests/results/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".cjs", ".json", ".css", ".svg"],
    },
  },
};
