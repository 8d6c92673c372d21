import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  // A server that was started with `./start` answers at this address.
  server: { proxy: { "/api": process.env["ASSAY_API"] ?? "http://127.0.0.1:8080" } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2023",
    sourcemap: false,
    assetsInlineLimit: 0,
    // Of everything that is bundled; the footer of every page links to it.
    license: { fileName: "licenses.txt" },
  },
});
