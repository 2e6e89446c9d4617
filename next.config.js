process.env.NEXT_TELEMETRY_DISABLED = '1'

/** Of the address by which others reach the server (`--public-url`). */
const basePath = process.env.LOSSGLASS_BASE_PATH ?? ''

/** @type {import('next').NextConfig} */
export default {
  basePath,
  env: { LOSSGLASS_BASE_PATH: basePath },
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  // No page uses it, and it would work for whoever asks.
  images: { unoptimized: true },
  // `npm run check` looks at the types, of the tests and scripts too; a start need not.
  typescript: { ignoreBuildErrors: true },
  // Native or generated code that only the server process opens.
  serverExternalPackages: ['libsql', '@prisma/client', '@jax-js/jax', 'socket.io'],
}
