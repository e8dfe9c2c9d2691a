// The layers of the house as an allow-list: what no line allows is an error. `src/README.md` draws the same table.
const pure = '^src/(domain|journal|protocol|statistics|export)/'

/** Own modules that a layer may import beside those of its own folder. */
const layers = {
  domain: [],
  journal: ['^src/domain/'],
  protocol: ['^src/domain/', '^src/journal/'],
  statistics: ['^src/domain/'],
  export: ['^src/domain/', '^src/statistics/', '^src/text/'],
  text: [],
  ui: ['^src/text/'],
  app: ['^src/domain/', '^src/journal/', '^src/statistics/', '^src/export/'],
  screens: ['^src/domain/', '^src/app/', '^src/ui/', '^src/text/'],
  // The worker is a second place where adapters are made and handed over: to the desk that counts.
  browser: [pure, '^src/app/(ports|statistics-desk|desk-questions|desk-tools)\\.ts$'],
  hub: [pure],
}

/** Packages that a layer may import; the layers that are not named here import none. */
const packages = {
  // Fonts come with the tokens that name them, pictograms with the components that draw them.
  ui: [
    'react',
    'react-dom',
    '@phosphor-icons/core',
    '@fontsource-variable/atkinson-hyperlegible-next',
    '@fontsource-variable/noto-sans',
    '@fontsource-variable/noto-sans-arabic',
  ],
  // Loaded in a worker, where tables leave the house.
  statistics: ['highs'],
  app: ['zustand', 'd3-random'],
  export: ['fflate', 'd3-dsv', '@noble/hashes'],
  screens: ['react', 'date-fns', 'uqr'],
  browser: ['dexie', 'workbox-window', 'highs'],
  hub: ['hono', '@hono/node-server', '@photostructure/sqlite', 'postgres', '@peculiar/x509', 'uqr'],
}

// A package's file that a bundler's `?raw` or `?url` asks for is not resolved and keeps its written name.
const packagePath = (names) => `(^|node_modules/)(${names.join('|')})/`

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  allowedSeverity: 'error',
  allowed: [
    ...Object.entries(layers).map(([layer, others]) => ({
      from: { path: `^src/${layer}/` },
      to: { path: [`^src/${layer}/`, ...others] },
    })),
    ...Object.entries(packages).map(([layer, names]) => ({
      from: { path: `^src/${layer}/` },
      to: { path: packagePath(names) },
    })),
    {
      comment: 'Screens know the shapes of statistics; the figures come through app.',
      from: { path: '^src/screens/' },
      to: { path: '^src/statistics/', dependencyTypes: ['type-only'] },
    },
    {
      comment: 'The one place where app meets React: it gives screens their state, and their words in its language.',
      from: { path: '^src/app/hooks\\.ts$' },
      to: { path: ['^src/text/', packagePath(['react'])] },
    },
    { from: { path: '^src/hub/' }, to: { dependencyTypes: ['core'] } },
    {
      comment: 'The composition root makes the adapters and hands them over.',
      from: { path: '^src/main\\.tsx$' },
      to: { path: ['^src/(domain|journal|app|browser|screens|ui|text)/', packagePath(['react', 'react-dom'])] },
    },
    {
      comment: 'The worker can be replaced: it imports nothing of ours.',
      from: { path: '^src/service-worker\\.ts$' },
      to: { path: 'node_modules/workbox-(core|precaching|routing)/' },
    },
  ],
  forbidden: [
    {
      name: 'screens-never-import-each-other',
      comment: 'What two screens share belongs to screens/shared, or to ui where it has no domain word.',
      severity: 'error',
      from: { path: '^src/screens/([^/]+)/' },
      to: { path: '^src/screens/([^/]+)/', pathNot: '^src/screens/($1|shared)/' },
    },
    {
      name: 'nothing-imports-main',
      comment: 'Dependencies are made once, there, and passed in.',
      severity: 'error',
      from: {},
      to: { path: '^src/(main\\.tsx|hub/main\\.ts|service-worker\\.ts)$' },
    },
    {
      name: 'no-cycles',
      comment: 'Two modules that need each other are one module, or hide a third. Types may point both ways.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that is not found here is not there at run time either.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?(raw|url)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'module', 'default', 'types'],
    },
  },
}
