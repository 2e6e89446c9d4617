#!/usr/bin/env bash
# socket.io-parser 4.2.7 (socket.io 4.8.4): a message with more than ten binary attachments ends the connection.
# Seen: ten typed arrays in one event arrive; with eleven the client is told "transport close", and nothing says why.
# A client that sends the same again does so for ever.
# Expected before: that a message is refused by itself, or that it is only limited by maxHttpBufferSize.
# Columns of numbers sent as Float64Array reach the limit with four series of steps, values and times.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error socket.io@4.8.4 socket.io-client@4.8.4
cat > try.cjs <<'JS'
const { createServer } = require('node:http')
const { Server } = require('socket.io')
const { io } = require('socket.io-client')

const http = createServer()
const server = new Server(http)
server.on('connection', (socket) => socket.on('columns', (_columns, answer) => answer('taken')))

/** What becomes of one event with so many typed arrays. */
function outcome(url, arrays) {
  return new Promise((resolve) => {
    const socket = io(url, { transports: ['websocket'], reconnection: false, forceNew: true })
    const end = (text) => (resolve(text), socket.disconnect())
    socket.on('disconnect', (reason) => end(`disconnected: ${reason}`))
    socket.on('connect', () =>
      socket.emit('columns', Array.from({ length: arrays }, () => Float64Array.of(1, 2)), (text) => end(text)),
    )
  })
}

http.listen(0, '127.0.0.1', async () => {
  const url = `http://127.0.0.1:${http.address().port}`
  const ten = await outcome(url, 10)
  const eleven = await outcome(url, 11)
  console.log(`ten arrays: ${ten}; eleven arrays: ${eleven}`)
  server.close()
  process.exit(ten === 'taken' && eleven.startsWith('disconnected') ? 0 : 1)
})
JS
node try.cjs
