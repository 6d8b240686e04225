import { createProxyHandler } from '@chamelaion/proxy';
import { toNodeListener } from '@chamelaion/proxy/node';
import { defineConfig } from 'vite';

const handler = createProxyHandler({
  apiKey: process.env.CHAMELAION_API_KEY,
  baseURL: process.env.CHAMELAION_BASE_URL,
  authorize: () => ({ owner: 'everyone' }),
});

export default defineConfig({
  envPrefix: ['CHAMELAION_BASE_URL', 'REFERENCE'],
  build: { rolldownOptions: { input: ['page.html', 'hooks.html'] } },
  // npm installs the hooks' peers beside them; the page's react-dom comes from the folder above.
  resolve: { dedupe: ['react'] },
  plugins: [
    {
      name: 'proxy',
      configurePreviewServer({ middlewares }) {
        middlewares.use('/api/chamelaion', toNodeListener(handler));
      },
    },
  ],
});
