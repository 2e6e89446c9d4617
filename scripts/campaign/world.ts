/** Servers on one database behind a balancer, each of which can be killed and started again. */
import { rmSync } from 'node:fs'
import { type Served, serve, temporaryFolder } from '../served.ts'
import { createDatabase, startPostgresql } from '../services/postgresql.ts'
import { freePort } from '../services/programs.ts'
import { startRedis } from '../services/redis.ts'
import { type Balancer, openBalancer } from './balancer.ts'

export type World = {
  /** Of the balancer. */
  url: string
  /** Where programs keep what they could not deliver; the servers look there too. */
  home: string
  balancer: Balancer
  servers: Restarted[]
  /** PostgreSQL and Redis, where they are part of it. */
  services: { postgresql?: Service; redis?: Service }
  close(): Promise<void>
}

type Service = { kill(): Promise<void>; start(): Promise<void> }
export type Restarted = { url: string; memoryMb(): number; kill(): Promise<void>; start(): Promise<void> }

export async function openWorld(kind: 'sqlite' | 'postgresql'): Promise<World> {
  const home = temporaryFolder()
  const closing: (() => Promise<unknown>)[] = [async () => rmSync(home, { recursive: true, force: true })]
  const close = async () => {
    for (const end of closing.reverse()) await end()
  }
  try {
    const services: World['services'] = {}
    let shared = {}
    if (kind === 'postgresql') {
      const postgresql = await startPostgresql()
      closing.push(postgresql.stop)
      const redis = await startRedis()
      closing.push(redis.kill)
      Object.assign(services, { postgresql, redis })
      shared = { database: await createDatabase(postgresql.url), redis: redis.url }
    }
    const ports = await Promise.all(Array.from({ length: kind === 'postgresql' ? 2 : 1 }, freePort))
    const servers: Restarted[] = []
    for (const port of ports) {
      const server = await restarted(() => serve({ ...shared, port, folder: home }))
      closing.push(server.kill)
      servers.push(server)
    }
    const balancer = await openBalancer(ports)
    closing.push(balancer.close)
    return { url: balancer.url, home, balancer, servers, services, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function restarted(open: () => Promise<Served>): Promise<Restarted> {
  let served = await open()
  return {
    url: served.url,
    memoryMb: () => served.memoryMb(),
    kill: () => served.kill(),
    async start() {
      served = await open()
    },
  }
}
