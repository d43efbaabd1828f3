import react from '@vitejs/plugin-react';
import { resolve } from 'node:path';
import { defineConfig, type ProxyOptions } from 'vite';

const server = process.env.SERVER_URL ?? 'http://localhost:3000';
const port = Number(process.env.PORT ?? 3001);
// The API has the page's own origin, so the session cookie stays first-party. `changeOrigin` would hide the page's origin from the server.
const api: ProxyOptions = {
  target: server,
  changeOrigin: false,
  // An answer that breaks off, as an event stream does when the server ends, must break off in the browser, too.
  configure: (proxy) => {
    proxy.on('proxyRes', (answer, _request, response) => {
      answer.once('close', () => {
        if (!answer.complete) response.destroy();
      });
    });
  },
};
const proxy = { '/api': api };

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  server: { host: 'localhost', port, strictPort: true, proxy },
  preview: { host: 'localhost', port, strictPort: true, proxy },
  build: {
    outDir: resolve(import.meta.dirname, '../../dist/apps/amplication-client'),
    emptyOutDir: true,
    target: 'es2022',
  },
});
