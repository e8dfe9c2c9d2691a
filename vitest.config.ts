import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

// Where tests of a folder run. A file named `….browser.test.ts` needs a real Chromium wherever it stands.
const needsChromium = ['tests/e2e/**/*.test.ts', 'tests/**/*.browser.test.ts']
// Real hub processes, databases and time: minutes, not seconds.
const needsProcesses = ['tests/hub/stories/**/*.test.ts']
const needsDom = ['app', 'browser', 'screens', 'text', 'ui'].map((folder) => `tests/${folder}/**/*.test.{ts,tsx}`)

export default defineConfig({
  plugins: [react()],
  define: { __APP_VERSION__: JSON.stringify('0.0.0+test') },
  test: {
    // Against hangs, not for speed: machines are small and busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: [...needsDom, ...needsChromium, ...needsProcesses],
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          environment: 'jsdom',
          include: needsDom,
          exclude: needsChromium,
          setupFiles: ['tests/support/dom-setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'processes',
          environment: 'node',
          include: needsProcesses,
          // One story at a time: what they wait for is not disturbed by a neighbour.
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          environment: 'node',
          include: needsChromium,
          // One Chromium at a time: measured waits and SIGKILLs are not disturbed by a neighbour.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
