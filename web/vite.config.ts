// How the desk is built: an HTML entry for each door, one chunk of words per language and door, assets compressed once at build time.
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { budget } from './build/budget.ts'
import { compressed } from './build/compressed.ts'
import { locales } from './build/locales.ts'

const api = process.env.HUIYIN_API ?? 'http://127.0.0.1:8961'

export default defineConfig({
  plugins: [vue(), locales(), compressed(), budget()],
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
  },
  build: {
    // Office computers and the browser inside WeChat lag years behind.
    target: ['chrome90', 'edge90', 'firefox90', 'safari14.1'],
    reportCompressedSize: false,
    // The desk and the residents' door.
    rollupOptions: { input: ['index.html', 'self.html'] },
    // A data: address would need a looser Content-Security-Policy.
    assetsInlineLimit: 0,
    // The polyfill would be an inline script in old browsers.
    modulePreload: { polyfill: false },
  },
  optimizeDeps: { include: ['echarts/core', 'echarts/charts', 'echarts/components', 'echarts/renderers'] },
  server: {
    host: '127.0.0.1',
    port: 5301,
    strictPort: true,
    fs: { allow: ['..'] },
    // The server compares Origin with Host, so Host stays what the browser said.
    proxy: { '/api': { target: api, changeOrigin: false } },
  },
  test: {
    environment: 'happy-dom',
    include: ['tests/**/*.test.ts', 'src/**/*.test.ts'],
  },
})
