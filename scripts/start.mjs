/** `npm start`: sets up what is missing, then serves. */
import { setUp } from './setup.mjs'

setUp()
process.env.NODE_ENV = 'production'
const { register } = await import('tsx/esm/api')
register()
await import('./serve.ts')
