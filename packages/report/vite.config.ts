import { defineConfig } from "vite";

/**
 * One file that Node loads without a build step of its own: React is bundled in its production form, since otherwise
 * the form would depend on NODE_ENV where the report is written.
 */
export default defineConfig({
  define: { "process.env.NODE_ENV": JSON.stringify("production") },
  oxc: { jsx: { runtime: "automatic", development: false } },
  resolve: { alias: { "react-dom/server": "react-dom/server.edge" } },
  ssr: { noExternal: true },
  build: {
    ssr: "src/index.ts",
    outDir: "dist",
    emptyOutDir: true,
    target: "node20",
    minify: false,
    sourcemap: false,
    // Of what is bundled into that file. A report itself holds nothing but our own pages.
    license: { fileName: "licenses.txt" },
    rolldownOptions: { output: { entryFileNames: "index.js" } },
  },
});
