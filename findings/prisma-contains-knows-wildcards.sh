#!/usr/bin/env bash
# @prisma/client 7.10.0 over SQLite: `contains` is LIKE without an escape, so "_" and "%" in the text are wildcards.
# Seen: { name: { contains: '_' } } finds every row, { contains: 'a_c' } finds "abc".
# Expected before: that a filter called "contains" finds the text as it is.
# Whoever searches runs called "lr_1e-3" gets "lr-1e-3" as well.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm pkg set type=module >/dev/null
npm install --no-audit --no-fund --loglevel=error prisma@7.10.1 @prisma/client@7.10.0 \
  @prisma/adapter-libsql@7.10.0 esbuild@0.28.2
cat > schema.prisma <<'P'
generator client {
  provider = "prisma-client"
  output   = "./generated"
}
datasource db {
  provider = "sqlite"
}
model Run {
  name String @id
}
P
cat > prisma.config.ts <<'P'
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath
export default { schema: 'schema.prisma', datasource: { url: 'file:./try.db' } }
P
npx prisma generate >/dev/null 2>&1
cat > try.ts <<'T'
import { PrismaLibSql } from '@prisma/adapter-libsql'
import { PrismaClient } from './generated/client.ts'

const prisma = new PrismaClient({ adapter: new PrismaLibSql({ url: 'file:./try.db' }) })
await prisma.$executeRawUnsafe('CREATE TABLE Run (name TEXT PRIMARY KEY)')
await prisma.run.createMany({ data: [{ name: 'abc' }, { name: 'a_c' }] })
const names = async (text: string) =>
  (await prisma.run.findMany({ where: { name: { contains: text } } })).map(({ name }) => name).sort().join(',')
const any = await names('_')
const between = await names('a_c')
console.log(`contains "_": ${any}; contains "a_c": ${between}`)
process.exit(any === 'a_c,abc' && between === 'a_c,abc' ? 0 : 1)
T
npx esbuild try.ts --bundle --platform=node --format=esm --packages=external --outfile=try.mjs --log-level=error
node try.mjs
