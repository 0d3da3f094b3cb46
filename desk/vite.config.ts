import { defineConfig } from 'vite';

// The bundle is served by `loadstar serve` from the jar: relative addresses, nothing from other hosts.
export default defineConfig({
  base: './',
  build: { target: 'es2022', sourcemap: false, chunkSizeWarningLimit: 1200 },
  preview: { proxy: { '/api': process.env['LOADSTAR_SERVER'] ?? 'http://127.0.0.1:8400' } },
  server: { proxy: { '/api': process.env['LOADSTAR_SERVER'] ?? 'http://127.0.0.1:8400' } },
});
