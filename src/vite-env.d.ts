/** The package's version and a short id of the sources, as `0.1.0+3f9c2a1b`; set by the build. */
declare const __APP_VERSION__: string

declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>
  export default classes
}

declare module '*.css' {}

declare module '*.svg?raw' {
  const markup: string
  export default markup
}

declare module '*.svg' {
  const url: string
  export default url
}

declare module '*?url' {
  const address: string
  export default address
}

interface ImportMetaEnv {
  readonly BASE_URL: string
  readonly DEV: boolean
  readonly PROD: boolean
}

interface ImportMeta {
  readonly env: ImportMetaEnv
}
