/** `npm start`: sets up what is missing, then serves. A flag that cannot be meant is said before the pages are built. */
import { build, prepare } from './setup.mjs'

prepare()
const { basePathAsked } = await import('../dist/start-options.js')
process.env.LOSSGLASS_BASE_PATH = await basePathAsked()
build()
process.env.NODE_ENV = 'production'
await import('../dist/serve.js')
