#!/usr/bin/env bash
# prisma 7.10.1: generating a client into `client` removes every .ts file of another client in `client/other`.
# Seen: 5 TypeScript files there before, none of its first level after; its folders stay, so that the next `prisma generate`
# for it refuses: the folder "is not empty but doesn't look like a generated Prisma Client".
# Expected before: that a generator clears what it has made itself; two clients of one schema, of two databases, want two folders.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error prisma@7.10.1 @prisma/client@7.10.0
for provider in sqlite postgresql; do
  output=$([ "$provider" = sqlite ] && echo ./client || echo ./client/other)
  cat > "$provider.prisma" <<T
generator client {
  provider = "prisma-client"
  output   = "$output"
}
datasource db {
  provider = "$provider"
}
model Value {
  id Int @id
}
T
done
generate() { PRISMA_SCHEMA_ENGINE_BINARY=$(command -v node) npx prisma generate --schema "$1.prisma" 2>&1 || true; }
count() { find client/other -maxdepth 1 -name '*.ts' | wc -l | tr -d ' '; }
generate sqlite >/dev/null
generate postgresql >/dev/null
before=$(count)
generate sqlite >/dev/null
after=$(count)
again=$(generate postgresql | grep -c "doesn't look like a generated Prisma Client")
seen="$before files before, $after after; refused: $again"
echo "$seen"
test "$after" = 0 -a "$before" -gt 3 -a "$again" = 1
