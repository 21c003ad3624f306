/** How the SPA is built: lazy pages stay small because unused libraries are shaken out and React is cached apart. */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Published without `sideEffects: false` although their modules have none; unused they would weigh 41 kB gzip. */
const withoutSideEffects =
  /node_modules[\\/](react-markdown|remark-gfm|micromark[^\\/]*|mdast[^\\/]*|unified|vfile[^\\/]*|papaparse|sunflower-antd|rc-field-form|qs|side-channel[^\\/]*|get-intrinsic|object-inspect)[\\/]/;

export default defineConfig({
  plugins: [react()],
  build: {
    target: "es2022",
    manifest: true,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      treeshake: {
        moduleSideEffects: [{ test: withoutSideEffects, sideEffects: false }],
        // The bundler of @refinedev/core names its functions by such calls, which would keep all of them.
        manualPureFunctions: ["__name"],
      },
      output: {
        codeSplitting: {
          groups: [
            { name: "react", test: /node_modules[\\/](react|react-dom|scheduler|react-router)[\\/]/ },
            // What is loaded first in one file: sixty small ones weigh 20 kB gzip more. The entry itself stays apart.
            { name: "shell", tags: ["$initial"], test: /node_modules|[\\/]src[\\/](?!main\.tsx)/ },
          ],
        },
      },
    },
  },
});
