/** `npm start`: sets up what is missing, then serves. */
import { setUp } from './setup.mjs'

setUp()
process.env.NODE_ENV = 'production'
await import('../dist/serve.js')
