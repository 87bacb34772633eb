import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { fixturesPlugin } from "./fixtures/serve.mjs";

const API = process.env.SONDE_API ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react(), ...(process.env.SONDE_FIXTURES ? [fixturesPlugin()] : [])],
  server: process.env.SONDE_FIXTURES ? {} : { proxy: { "/api": API } },
  build: { target: "es2022", assetsInlineLimit: 0, manifest: true },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
