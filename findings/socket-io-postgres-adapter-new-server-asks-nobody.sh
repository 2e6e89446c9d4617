#!/usr/bin/env bash
# @socket.io/postgres-adapter 0.5.0 (socket.io 4.8.4): a server that has just come asks nobody, and no error says so.
# Two servers share a database. The second calls serverSideEmit with a callback, which collects what others answer.
# Seen: in its first seconds the callback gets an empty list at once, without an error; after 6 s the answer is there.
# It says hello before it listens, misses the reply, and knows the first one only by its next heartbeat, 5 s later.
# Expected before: that the answer of a server that is up is waited for, or that its absence is an error.
# PostgreSQL is a stand-in here: LISTEN and NOTIFY in memory, and a connection that takes 20 ms.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error socket.io@4.8.4 @socket.io/postgres-adapter@0.5.0 pg@8.23.1
cat > try.cjs <<'JS'
const { EventEmitter } = require('node:events')
const { setTimeout: sleep } = require('node:timers/promises')
const { Server } = require('socket.io')
const { createAdapter } = require('@socket.io/postgres-adapter')

/** Who listens to which channel. */
const listening = []

const pool = {
  async connect() {
    await sleep(20)
    const client = new EventEmitter()
    client.query = async (text) => void listening.push({ channel: /"(.*)"/.exec(text)[1], client })
    client.release = () => {}
    return client
  },
  async query(text, [channel, payload] = []) {
    if (!text.includes('pg_notify')) return { rows: [] }
    for (const one of listening)
      if (one.channel === channel) setImmediate(() => one.client.emit('notification', { channel, payload }))
    return { rows: [] }
  },
}

function startServer(name) {
  const server = new Server()
  server.adapter(createAdapter(pool))
  server.of('/servers').on('who', (answer) => answer(name))
  return server
}

function ask(server) {
  return new Promise((resolve) =>
    server.of('/servers').serverSideEmit('who', (error, answers) => resolve({ error: error ?? null, answers })),
  )
}

async function main() {
  startServer('first')
  await sleep(1000)
  const second = startServer('second')
  const soon = []
  for (let i = 0; i < 3; i++) {
    await sleep(500)
    soon.push(await ask(second))
  }
  await sleep(6000)
  const later = await ask(second)
  console.log(`within 1.5 s: ${JSON.stringify(soon)}`)
  console.log(`after 7.5 s: ${JSON.stringify(later)}`)
  const isSilent = soon.every(({ error, answers }) => error === null && answers.length === 0)
  process.exit(isSilent && later.answers.join() === 'first' ? 0 : 1)
}

main()
JS
node try.cjs
