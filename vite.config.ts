import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { describeBuild } from './scripts/build-inputs.ts'
import { pagePolicy } from './src/hub/content-security-policy.ts'

const description = describeBuild(fileURLToPath(new URL('.', import.meta.url)))

export default defineConfig({
  // Relative addresses: the same files work at the root of a host and below any sub-path.
  base: './',
  // The modern build of Dexie: the default one is still ES5 inside.
  resolve: { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' }] },
  define: {
    __APP_VERSION__: JSON.stringify(description.version),
    // No developer's tools on a library's tablet: 0.4 kB less for every visitor.
    __REACT_DEVTOOLS_GLOBAL_HOOK__: 'undefined',
  },
  // Names without a hash: `button_primary` packs better, and no two style sheets have one name.
  css: { modules: { generateScopedName: (name, file) => `${basename(file, '.module.css')}_${name}` } },
  plugins: [
    react(),
    policyInPage(),
    buildDescriptionFile(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'service-worker.ts',
      injectRegister: null,
      includeManifestIcons: false,
      injectManifest: {
        // The plugin itself adds the web manifest.
        globPatterns: ['**/*.{js,css,html,woff2,svg,png,wasm}'],
        // The solver's: kept when it is first asked for.
        maximumFileSizeToCacheInBytes: 6_000_000,
        manifestTransforms: [shortRevisions],
        rollupFormat: 'iife',
      },
      manifest: {
        id: 'guichet-libre',
        name: 'Guichet Libre',
        short_name: 'Guichet Libre',
        description: 'Des tickets anonymes, un appel, une réponse.',
        lang: 'fr',
        start_url: './',
        scope: './',
        display: 'fullscreen',
        display_override: ['fullscreen', 'standalone', 'minimal-ui'],
        theme_color: '#0a574b',
        background_color: '#faf7f1',
        icons: [
          { src: 'icons/icon.svg', sizes: 'any', type: 'image/svg+xml' },
          { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: 'icons/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
    }),
  ],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    // Two kilobytes smaller than the default, on the way of every kiosk's first load.
    minify: 'terser',
    // One function for many calls packs better than a copy at each; no constructor of ours is a plain function.
    terserOptions: {
      module: true,
      ecma: 2022,
      compress: { passes: 3, keep_fargs: false, reduce_funcs: false, unsafe_arrows: true },
    },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'house', test: everyScreenNeeds },
            // What comes late and together is one file: each name stands in a list that every kiosk loads.
            { name: 'days', test: /src\/domain\/(visits\/(?!details|walk-up|decide)|printing)/ },
            {
              name: 'ledger',
              test: /src\/(browser\/(delete-store|[a-z-]*ledger)|statistics\/(kept-release|periods)|app\/ports)/,
            },
            {
              name: 'waits',
              test: /src\/(statistics\/(wait-|queueing\/wait-|columns)|(app|text|screens\/shared)\/waits|text\/paper|screens\/shared\/paper\/)/,
            },
            { name: 'staff-parts', test: staffScreensShare },
            { name: 'rare', test: /src\/browser\/(chime|late-journal|memory-letter|pin-check|storage-health)\.ts/ },
          ],
        },
        // Names stand in lists that every kiosk loads, and a hash does not pack: 36 bits tell versions apart.
        entryFileNames: 'assets/[name]-[hash:6].js',
        chunkFileNames: 'assets/[name]-[hash:6].js',
        assetFileNames: 'assets/[name]-[hash:6][extname]',
      },
    },
    manifest: true,
    // The policy allows no data: fonts, and a polyfill for browsers that the target leaves out is dead weight.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false, resolveDependencies: notYetLoaded },
  },
})

interface PrecachedFile {
  readonly url: string
  readonly revision: string | null
  readonly size: number
}

/** Every kiosk loads this list at first: 32 bits tell two versions of a file apart. */
function shortRevisions(files: PrecachedFile[]): { manifest: PrecachedFile[] } {
  return { manifest: files.map((file) => ({ ...file, revision: file.revision?.slice(0, 8) ?? null })) }
}

interface Host {
  readonly hostId: string
  readonly hostType: 'html' | 'js'
}

/** What a late chunk brings with it, without what every page has loaded long before: names with hashes pack badly. */
function notYetLoaded(_file: string, names: string[], { hostId, hostType }: Host): string[] {
  // What every kiosk loads at first names no script that it may never load; style sheets it must name.
  if (/\/(house|index|kiosk-screen)-/.test(hostId)) return names.filter((name) => name.endsWith('.css'))
  return hostType === 'html' ? names : names.filter((name) => !/\/(house|rolldown-runtime)-/.test(name))
}

/** In one chunk, since many small ones compress badly: what the kiosk, and so every screen, loads at first. */
function everyScreenNeeds(module: string): boolean {
  const path = module.split('?')[0] ?? module
  if (/node_modules\/(react|react-dom|scheduler|dexie|zustand)\//.test(path)) return true
  if (/src\/domain\/(visits\/(?!details|walk-up)|queue\/board-calls|printing)/.test(path)) return false
  return sharedModules.some((pattern) => pattern.test(path))
}

const sharedModules = [
  /src\/(domain|journal)\//,
  /src\/app\/(app|dispatch|hooks|session|store)\.ts$/,
  /src\/browser\/(app-updates|chance|device-clock|device-store|dexie-journal|dexie-tables|enduring-journal)\.ts$/,
  /src\/browser\/(files|generation-rooms|lazy-chime|lazy-demo|listeners|lone-hub|ports|site-store)\.ts$/,
  /src\/browser\/(store-presence|store-trouble|wake-lock)\.ts$/,
  /src\/text\/(languages|translate|visitor\/visitor-text)\.ts$/,
  /src\/screens\/shared\/(freshness|demo-band|trouble-band|use-(document-theme|idle)|late-waits|site-word\.|window-place)/,
  /src\/ui\/(badge|button|choice-card|class-names|countdown|icon|icon-paths|icon-sheet|label|notice)\.tsx?$/,
  /src\/ui\/(pictograms|public-icons|ticket-card|visually-hidden)\.tsx?$/,
]

/** In one chunk, too: what the staff screens share, each part of it small. */
function staffScreensShare(module: string): boolean {
  return sharedStaffModules.some((pattern) => pattern.test(module))
}

const sharedStaffModules = [
  /src\/text\/(common|hub-band|refusals|site-words|staff-trouble)\.ts/,
  /src\/screens\/shared\/(hub-band|language-switch|pin-|refusals|site-words|staff-|switches|theme-switch)/,
  /src\/screens\/shared\/(use-files|use-hash|use-site-words|window-memory)/,
  /src\/(app\/follow-answer|screens\/statistics\/(use-numbers|print-button|picture))/,
  /src\/ui\/(choice-chip|dialog|(number-|select-)?field|icon-button|keypad|screen-frame|(shared|staff)-icons|table|text-field)\./,
]

// The development server needs inline scripts, so only a build carries the policy.
function policyInPage(): Plugin {
  return {
    name: 'guichet-libre:policy-in-page',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: pagePolicy },
        injectTo: 'head-prepend',
      },
    ],
  }
}

// Hidden files are never served; `npm start` compares this one with the sources.
function buildDescriptionFile(): Plugin {
  return {
    name: 'guichet-libre:build-description',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: '.vite/build.json', source: JSON.stringify(description) })
    },
  }
}
