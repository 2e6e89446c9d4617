process.env.NEXT_TELEMETRY_DISABLED = '1'

/** @type {import('next').NextConfig} */
export default {
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
