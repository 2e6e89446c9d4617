#!/usr/bin/env bash
# @prisma/client 7.10.0 with @prisma/adapter-pg 7.10.1: a Float reaches PostgreSQL's driver as a decimal, not as the double it is.
# Seen: 1.0475760609750204e+169 is sent as 15 digits and 155 zeros, 1.7976931348623157e+308 is rounded up beyond the largest
# double (PostgreSQL then says "out of range"), and NaN, Infinity and -Infinity of one createMany are sent as NaN three times.
# Expected before: DOUBLE PRECISION and a JavaScript number are the same 64 bits, so that nothing is lost between them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm pkg set type=module >/dev/null
npm install --no-audit --no-fund --loglevel=error prisma@7.10.1 @prisma/client@7.10.0 @prisma/adapter-pg@7.10.1 \
  pg@8.23.1 tsx@4.21.0
cat > schema.prisma <<'T'
generator client {
  provider = "prisma-client"
  output   = "./client"
}
datasource db {
  provider = "postgresql"
}
model Value {
  id    Int    @id
  value Float
  @@map("values")
}
T
PRISMA_SCHEMA_ENGINE_BINARY=$(command -v node) npx prisma generate --schema schema.prisma >/dev/null 2>&1
cat > try.ts <<'T'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from './client/client.ts'

/** A pool without a server: it writes down what would be sent. */
const sent: { text: string; values: unknown[] }[] = []
class Noting extends pg.Pool {
  query(asked: never): never {
    sent.push(asked)
    return Promise.resolve({ fields: [], rows: [], rowCount: 0 }) as never
  }
  connect(): never {
    const client = { query: (asked: never) => this.query(asked), release() {}, on() {}, removeListener() {} }
    return Promise.resolve(client) as never
  }
}
const prisma = new PrismaClient({ adapter: new PrismaPg(new Noting() as never) })

const told: string[] = []
for (const value of [0.1, 1.0475760609750204e169, 1.7976931348623157e308]) {
  sent.length = 0
  await prisma.value.create({ data: { id: 1, value } }).catch(() => {})
  const parameter = sent.flatMap(({ values }) => values ?? []).find((one) => one !== 1 && one !== '1')
  const text = String(parameter)
  told.push(Number(text) === value ? 'the same' : text.replace(/0{20,}$/, (zeros) => ` and ${zeros.length} zeros`))
}
sent.length = 0
await prisma.value.createMany({ data: [NaN, Infinity, -Infinity].map((value, i) => ({ id: 200 + i, value })) })
const many = sent.find(({ text }) => text.startsWith('INSERT'))
console.log(`${told.join(', ')}; createMany: ${many?.values.join(', ')}`)
process.exit(0)
T
seen=$(npx tsx try.ts)
echo "$seen"
test "$seen" = "the same, 104757606097502 and 155 zeros, 1797693134862316 and 293 zeros; createMany: 200, NaN, 201, NaN, 202, NaN"
