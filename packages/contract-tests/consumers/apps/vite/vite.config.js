import { defineConfig } from 'vite';

export default defineConfig({ envPrefix: ['CHAMELAION_BASE_URL', 'REFERENCE'] });
